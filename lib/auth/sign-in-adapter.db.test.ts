import type { AdapterAccount } from 'next-auth/adapters';
import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { createPerson } from '@/lib/db/people';
import { testDatabase } from '@/lib/db/test-database';
import { authOptions } from './next-auth';
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

test('a sign-in is noted, once a day', async () => {
  const user = await newcomer();
  const { callbacks } = await authOptions({ network: '192.0.2.7', locale: 'en', device: '', tenant: null });
  const seenAfterSignIn = async (hoursAgo: number, trigger?: 'signIn') => {
    const lastSeenAt = new Date(Date.now() - hoursAgo * 3_600_000);
    await db().person.updateMany({ data: { lastSeenAt } });
    const token = { sub: user?.id ?? '' };
    const account = { provider: 'password', providerAccountId: token.sub, type: 'credentials' } as const;
    await callbacks?.jwt?.({ token, account, user: { id: token.sub }, ...(trigger && { trigger }) });
    const [person] = await db().person.findMany();
    return (person?.lastSeenAt.getTime() ?? 0) > lastSeenAt.getTime();
  };
  expect(await seenAfterSignIn(25, 'signIn')).toBe(true);
  expect(await seenAfterSignIn(23, 'signIn')).toBe(false);
  expect(await seenAfterSignIn(25)).toBe(false);
});

test('a disabled account opens no session and keeps none', async () => {
  const ada = await createPerson(db(), { name: 'Ada', email: 'ada@library.example', role: 'staff' }, now);
  const session = { sub: String(ada.id), beganAt: now.getTime() };
  expect([await maySignIn(String(ada.id)), await holds(session)]).toEqual([true, true]);
  await db().person.updateMany({ data: { disabledAt: now } });
  expect([await maySignIn(String(ada.id)), await holds(session)]).toEqual([false, false]);
  expect(await holds({ sub: '999999', beganAt: now.getTime() })).toBe(false);
});
