import { beforeAll, expect, test } from 'vitest';
import { bookingKey, isBookingKey } from '@/lib/booking-link';
import { env, forgetEnvironment } from '@/lib/env';
import { seal, unseal } from '@/lib/seal';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
    PUBLIC_URL: 'https://book.library.example',
    AUTH_SECRET: 'a secret of the tests, long enough to pass',
    SEALING_KEYS: `${key(1)},${key(2)}`,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'bookings@library.example',
  });
  forgetEnvironment();
});

test('what is sealed opens again, and shows nothing of itself', () => {
  const sealed = seal('geheim ✓', 'a');
  expect(sealed).not.toContain('geheim');
  expect(unseal(sealed, 'a')).toBe('geheim ✓');
});

test('two seals of one text differ', () => {
  expect(seal('x', 'a')).not.toBe(seal('x', 'a'));
});

test('a sealed value does not open for another purpose, nor changed, nor cut', () => {
  const sealed = seal('secret', 'a');
  expect(() => unseal(sealed, 'b')).toThrow();
  const [version, id, nonce, body, tag] = sealed.split('.');
  const changed = Buffer.from(body ?? '', 'base64url');
  changed[0] = (changed[0] ?? 0) ^ 1;
  expect(() => unseal([version, id, nonce, changed.toString('base64url'), tag].join('.'), 'a')).toThrow();
  expect(() => unseal(sealed.slice(0, 20), 'a')).toThrow();
});

test('an older key still opens; a key that is listed no more does not', () => {
  const keys = env().SEALING_KEYS;
  const sealed = seal('secret', 'a');
  keys.reverse();
  expect(unseal(sealed, 'a')).toBe('secret');
  const [removed] = keys.splice(1, 1);
  expect(() => unseal(sealed, 'a')).toThrow(/no longer lists/);
  keys.push(removed ?? '');
  keys.reverse();
});

test('the key of a booking’s link fits that booking only', () => {
  expect(isBookingKey('abcd2345', bookingKey('abcd2345'))).toBe(true);
  expect(isBookingKey('abcd2346', bookingKey('abcd2345'))).toBe(false);
  expect(isBookingKey('abcd2345', '')).toBe(false);
});
