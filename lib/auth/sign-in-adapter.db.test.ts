import type { AdapterAccount } from 'next-auth/adapters';
import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { createPerson } from '@/lib/db/people';
import { testDatabase } from '@/lib/db/test-database';
import { holds, maySignIn, signInAdapter } from './sign-in-adapter';

testDatabase();
const adapter = signInAdapter('es');
const now = new Date();

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE person, sign_in_token CASCADE`;
});

const newcomer = () => adapter.createUser?.({ email: 'new@patrons.example', emailVerified: null });

test('whoever is new becomes a patron, in the language they came in', async () => {
  await newcomer();
  expect(await db().person.findMany()).toMatchObject([
    { name: 'new', email: 'new@patrons.example', role: 'patron', locale: 'es', passwordHash: null },
  ]);
});

test('a link works once, and only for its own address', async () => {
  const link = { identifier: 'ada@library.example', token: 'hashed', expires: new Date(now.getTime() + 60_000) };
  await adapter.createVerificationToken?.(link);
  expect(await adapter.useVerificationToken?.({ identifier: 'ben@library.example', token: 'hashed' })).toBeNull();
  expect(await adapter.useVerificationToken?.(link)).toEqual(link);
  expect(await adapter.useVerificationToken?.(link)).toBeNull();
});

test('a Microsoft account is known by its identity, never by an address', async () => {
  const user = await newcomer();
  const account = { provider: 'azure-ad', providerAccountId: 'tid:oid', type: 'oauth', userId: user?.id };
  const find = (providerAccountId: string) => adapter.getUserByAccount?.({ provider: 'azure-ad', providerAccountId });
  expect(await find('tid:oid')).toBeNull();
  await adapter.linkAccount?.(account as AdapterAccount);
  expect(await find('tid:oid')).toMatchObject({ id: user?.id });
  expect(await find('tid:other')).toBeNull();
});

test('a disabled account opens no session and keeps none', async () => {
  const ada = await createPerson(db(), { name: 'Ada', email: 'ada@library.example', role: 'staff' }, now);
  const session = { sub: String(ada.id), beganAt: now.getTime() };
  expect([await maySignIn(String(ada.id)), await holds(session)]).toEqual([true, true]);
  await db().person.updateMany({ data: { disabledAt: now } });
  expect([await maySignIn(String(ada.id)), await holds(session)]).toEqual([false, false]);
  expect(await holds({ sub: '999999', beganAt: now.getTime() })).toBe(false);
});
