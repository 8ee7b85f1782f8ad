import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { createPerson, setPassword } from '@/lib/db/people';
import { testDatabase } from '@/lib/db/test-database';
import { checkPassword } from './check-password';
import { hashPassword } from './password';
import { isSessionValid } from './session';

testDatabase();
const now = new Date('2026-11-21T09:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const NO = { ok: false, waitMinutes: null };

let adaId: number;

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE person, sign_in_failure CASCADE`;
  const passwordHash = await hashPassword('a long enough password');
  const ada = await createPerson(db(), { name: 'Ada', email: 'Ada@Library.example', role: 'staff', passwordHash }, now);
  adaId = ada.id;
});

const given = (more: object = {}) => ({
  ...{ email: 'ada@library.example', password: 'a long enough password', network: '192.0.2.7' },
  ...more,
});

test('the right password, whatever the case of the address', async () => {
  expect(await checkPassword(given({ email: ' ADA@library.example ' }), now)).toEqual({ ok: true, personId: adaId });
});

test('the same no for a wrong password, an unknown address and a disabled account', async () => {
  expect(await checkPassword(given({ password: 'wrong' }), now)).toEqual(NO);
  expect(await checkPassword(given({ email: 'nobody@library.example' }), now)).toEqual(NO);
  await db().person.updateMany({ data: { disabledAt: now } });
  expect(await checkPassword(given(), now)).toEqual(NO);
});

test('an account without a password, and one too long to be one', async () => {
  await db().person.updateMany({ data: { passwordHash: null } });
  expect(await checkPassword(given({ password: '' }), now)).toEqual(NO);
  expect(await checkPassword(given({ password: 'nobody has this one' }), now)).toEqual(NO);
});

test('after ten failures an address waits, right password or not; other addresses do not', async () => {
  for (let i = 0; i < 10; i++)
    expect(await checkPassword(given({ password: `no ${i}`, network: `${i}` }), now)).toEqual(NO);
  expect(await checkPassword(given(), later(1))).toEqual({ ok: false, waitMinutes: 14 });
  expect(await checkPassword(given(), later(16))).toMatchObject({ ok: true });
});

test('after fifty failures a network waits', async () => {
  const at = now;
  for (let i = 0; i < 50; i++) {
    await checkPassword(given({ email: `guess${i}@library.example`, password: 'x' }), at);
  }
  expect(await checkPassword(given(), later(1))).toMatchObject({ ok: false, waitMinutes: 14 });
  expect(await checkPassword(given({ network: '192.0.2.8' }), later(1))).toMatchObject({ ok: true });
}, 60_000);

test('failures are kept without the address they are about', async () => {
  await checkPassword(given({ password: 'wrong' }), now);
  expect(JSON.stringify((await db().signInFailure.findMany()).map(({ key }) => key))).not.toMatch(/ada|192\.0/i);
});

test('a new password ends the sessions begun before', async () => {
  await setPassword(db(), adaId, await hashPassword('another one'), later(5));
  const ada = await db().person.findUniqueOrThrow({ where: { id: adaId } });
  expect(isSessionValid(ada, now.getTime())).toBe(false);
  expect(isSessionValid(ada, later(6).getTime())).toBe(true);
  expect(isSessionValid({ ...ada, disabledAt: now }, later(6).getTime())).toBe(false);
  expect(isSessionValid(ada, undefined)).toBe(false);
});
