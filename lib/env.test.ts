import { expect, test } from 'vitest';
import { environmentProblems } from '@/lib/env';

const good = {
  DATABASE_URL: 'postgres://carrel@db.example/carrel',
  PUBLIC_URL: 'https://book.library.example',
  AUTH_SECRET: 'x'.repeat(32),
  SEALING_KEYS: Buffer.alloc(32).toString('base64'),
  SMTP_URL: 'smtp://mail.library.example',
  MAIL_FROM: 'bookings@library.example',
};

test('a complete environment has no problems', () => {
  expect(environmentProblems(good)).toEqual([]);
});

test('everything missing is named at once, each with an example', () => {
  const problems = environmentProblems({});
  expect(problems).toHaveLength(6);
  expect(problems[0]).toBe(
    'DATABASE_URL is missing. Example: DATABASE_URL=postgres://carrel:secret@db.example:5432/carrel',
  );
});

test('an empty variable counts as missing', () => {
  expect(environmentProblems({ ...good, AUTH_SECRET: '' })[0]).toMatch(/^AUTH_SECRET is missing/);
});

test.each([
  ['PUBLIC_URL', 'http://book.library.example', 'https'],
  ['PUBLIC_URL', 'https://book.library.example/path', 'without a path'],
  ['MICROSOFT_GRAPH_URL', 'http://graph.example', 'https'],
  ['SEALING_KEYS', 'c2hvcnQ=', '32 bytes'],
  ['AUTH_SECRET', 'short', '32 characters'],
  ['DATABASE_URL', 'mysql://x', 'postgres://'],
])('%s=%s is refused', (name, value, words) => {
  expect(environmentProblems({ ...good, [name]: value })[0]).toContain(words);
});

test.each(['http://localhost:3000', 'http://127.0.0.1:3000'])('plain http on loopback is accepted: %s', (value) => {
  expect(environmentProblems({ ...good, PUBLIC_URL: value, MICROSOFT_LOGIN_URL: value })).toEqual([]);
});

test('a problem never repeats the value', () => {
  expect(environmentProblems({ ...good, SEALING_KEYS: 'my-secret-key' }).join()).not.toContain('my-secret-key');
});
