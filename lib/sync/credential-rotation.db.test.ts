import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { connectionForMail } from '@/lib/db/connection-mail';
import { openTokens, sealTokens } from '@/lib/db/connection-tokens';
import { writeNext } from '@/lib/db/next-credential';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { composeConnectionMail } from '@/lib/mail/compose-connection-mail';
import { localDateOf, wallTime } from '@/lib/time/zone';
import { bookSpace } from '@/lib/usecases/book-space';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { accessToken } from './access-token';
import { testTenant } from './tenant.test-data';

/** The secret ends while everything runs: the second one takes over, and nobody notices. */
testDatabase();
const tenant = testTenant();

const ZONE = 'America/New_York';
const STUDY = 'study-1@library.example';
const IT = 'it@library.example';
const OTHERS = 24;
const guest: Actor = { kind: 'guest' };
let sample: Sample;
let connectionId: number;
let clientId: string;
let admin: { id: number };

const mailJobs = async () =>
  (
    await db().$queryRaw<{ data: object }[]>`SELECT data FROM pgboss.job WHERE name = 'connection_mail' ORDER BY id`
  ).map(({ data }) => data);

beforeEach(async () => {
  sample = await sampleLibrary();
  admin = await db().person.create({ data: { name: 'Morgan Ellis', email: 'admin@library.example', role: 'admin' } });
  connectionId = await tenant.connect(IT, 'rooms', sample.ada.id);
  await tenant.link(sample.quiet.id, connectionId, STUDY, IT);
  await drainPull();
  ({ clientId } = await db().integration.findFirstOrThrow());
});

const identity = <T>(action: string, more: object = {}) =>
  tenant.control<T>('POST', '/identity', { action, clientId, ...more });
const tomorrow = (hour: number) => wallTime(localDateOf(new Date(), ZONE), 1440 + hour * 60, ZONE).toISOString();

async function book(hour: number): Promise<void> {
  const wish = { spaceId: sample.quiet.id, start: tomorrow(hour), end: tomorrow(hour + 1) };
  const answer = await bookSpace(guest, { ...wish, name: 'Rosa Reader', email: `rosa${hour}@example.org` }, new Date());
  expect(answer).toMatchObject({ ok: true });
}

/** Many accounts with a token of their own that is at its end. */
async function manyConnections(): Promise<number[]> {
  const { calendars, id: _, ...one } = await db().syncConnection.findUniqueOrThrow({ where: { id: connectionId } });
  const tokens = openTokens(connectionId, one.tokenEnc ?? '');
  const ids = Array.from({ length: OTHERS }, (_, at) => connectionId + 1 + at);
  const rows = ids.map((id) => ({ ...one, id, principalOid: `oid ${id}`, tokenEnc: sealTokens(id, tokens) }));
  await db().syncConnection.createMany({ data: rows.map((row) => ({ ...row, calendars: calendars ?? [] })) });
  await db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date() } });
  return [connectionId, ...ids];
}

test('of all tokens and writes under way none fails, and nobody is asked for anything', async () => {
  const ids = await manyConnections();
  const [first] =
    (await tenant.control<{ apps: { secrets: { id: string }[] }[] }>('GET', '/apps')).apps[0]?.secrets ?? [];
  const { secret } = await identity<{ secret: { value: string } }>('rotate_secret');
  const credential = { kind: 'secret', secret: secret.value } as const;
  await writeNext(db(), { credential, expiresOn: new Date('2028-06-01'), outcome: 'verified', code: null });
  for (const hour of [10, 12]) await book(hour);
  await identity('expire_secret', { secretId: first?.id });

  const asked = ids.map((id) => accessToken(id, new Date()));
  const [tokens] = await Promise.all([Promise.allSettled(asked), drainPush()]);
  await drainPush();
  expect(tokens.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect((await tenant.events(STUDY)).filter(({ transactionId }) => transactionId !== null)).toHaveLength(2);
  expect(await db().pushJob.findMany({ where: { OR: [{ attempts: { gt: 0 } }, { deadAt: { not: null } }] } })).toEqual(
    [],
  );
  expect(await db().syncConnection.count({ where: { status: { not: 'active' } } })).toBe(0);
  expect(await mailJobs()).toEqual([
    { template: 'credential_took_over', personId: admin.id, from: 'secret', to: 'secret' },
  ]);
  expect(await db().integration.findFirst()).toMatchObject({
    ...{ nextEnc: null, alarmedAt: null, checkOutcome: 'verified', secretExpiresOn: new Date('2028-06-01') },
  });
  const switched = await db().auditEntry.findMany({ where: { act: 'integration.credential_switched' } });
  expect(switched).toMatchObject([{ personId: null, detail: { by: 'refusal' } }]);
});

test('the mail about it says what to take away, what is in force now, and when that ends', async () => {
  await db().integration.update({ where: { id: 1 }, data: { secretExpiresOn: new Date('2028-06-01') } });
  const facts = await connectionForMail(db(), admin.id, null);
  if (!facts) throw new Error('nobody to tell');
  const mail = { template: 'credential_took_over', personId: admin.id, from: 'secret', to: 'certificate' } as const;
  const said = composeConnectionMail(mail, { ...facts, paused: null, alerts: null });
  expect(said?.subject).toBe('Outlook goes on: the second credential took over');
  for (const words of ['Delete the client secret', 'certificate', 'June 1, 2028', '/admin/integrations#credential'])
    expect(said?.text.replaceAll('\n', ' ')).toContain(words);
});

test('without a second one, or with one that Microsoft has not accepted, admins are told once as before', async () => {
  const credential = { kind: 'secret', secret: 'never~tested' } as const;
  await writeNext(db(), { credential, expiresOn: null, outcome: 'wrong_secret', code: 'AADSTS7000215' });
  await db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date() } });
  await identity('expire_secret');
  await expect(accessToken(connectionId, new Date())).rejects.toMatchObject({ reason: 'app_error' });
  expect(await db().integration.findFirst()).toMatchObject({ checkOutcome: 'secret_expired' });
});
