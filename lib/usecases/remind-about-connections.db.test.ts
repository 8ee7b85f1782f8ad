import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { connectionForMail } from '@/lib/db/connection-mail';
import { writeNext } from '@/lib/db/next-credential';
import type { ConnectionMail } from '@/lib/db/outbox';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { composeConnectionMail } from '@/lib/mail/compose-connection-mail';
import { accessToken } from '@/lib/sync/access-token';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { drainPull } from '@/lib/worker/drain.test-data';
import { remindAboutConnections } from './remind-about-connections';
import { makePerson } from './stand-in.test-data';

testDatabase();
const tenant = testTenant();
const ADA = 'librarian@library.example';

let admin: Person;
let sample: Sample;
let connectionId: number;
let linkId: number;

beforeEach(async () => {
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  await makePerson('admin', 'gone@library.example').then(({ id }) =>
    db().person.update({ where: { id }, data: { disabledAt: new Date() } }),
  );
  connectionId = await tenant.connect(ADA, 'own', sample.ada.id);
  linkId = await tenant.link(sample.librarian.id, connectionId, ADA);
  await drainPull();
});

const queued = async () => {
  const rows = await db().$queryRaw<{ data: ConnectionMail }[]>`
    SELECT data FROM pgboss.job WHERE name = 'connection_mail' ORDER BY created_on, id`;
  return rows.map(({ data }) => data);
};
const after = (days: number) => new Date(Date.now() + days * 86_400_000);
const link = () => db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
const connection = () => db().syncConnection.findUniqueOrThrow({ where: { id: connectionId } });
const expireTokens = () => db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date(0) } });
const lose = async () => {
  await tenant.control('POST', '/identity', { action: 'revoke_sessions', upn: ADA });
  await expireTokens();
  await accessToken(connectionId, new Date()).catch(() => undefined);
};

test('consent is lost: blocks stand, the link says so, owner and admin are told at once and after 1, 3 and 7 days', async () => {
  const blocks = await db().busyBlock.count();
  expect(blocks).toBeGreaterThan(0);
  await lose();
  expect(await connection()).toMatchObject({ status: 'needs_reauth', tokenEnc: expect.any(String) });
  expect(await link()).toMatchObject({ state: 'degraded', stateReason: 'consent_lost' });
  expect(await db().busyBlock.count()).toBe(blocks);
  const told = async (day: number) =>
    (await queued()).flatMap((mail) => ('day' in mail && mail.day === day ? [mail.personId] : [])).sort();
  const both = [sample.ada.id, admin.id].sort();
  expect(await told(0)).toEqual(both);

  await remindAboutConnections(after(0.9));
  expect(await queued()).toHaveLength(2);
  for (const day of [1, 3, 7]) {
    await Promise.all([remindAboutConnections(after(day + 0.1)), remindAboutConnections(after(day + 0.1))]);
    expect(await told(day)).toEqual(both);
  }
  await remindAboutConnections(after(30));
  expect(await queued()).toHaveLength(8);
});

test('no worker for four days: one reminder, not two', async () => {
  await lose();
  await remindAboutConnections(after(4));
  await remindAboutConnections(after(4));
  expect((await queued()).map((mail) => ('day' in mail ? mail.day : null))).toEqual([0, 0, 3, 3]);
});

test('connected again, or switched off: nobody is reminded, and what waits is not sent', async () => {
  await lose();
  const [mail] = await queued();
  await db().integration.updateMany({ data: { state: 'inactive' } });
  await remindAboutConnections(after(2));
  expect(await queued()).toHaveLength(2);
  await db().integration.updateMany({ data: { state: 'active' } });
  await db().syncConnection.updateMany({ data: { status: 'active' } });
  await remindAboutConnections(after(2));
  expect(await queued()).toHaveLength(2);
  const facts = mail && (await connectionForMail(db(), mail.personId, connectionId));
  expect(mail && facts && composeConnectionMail(mail, { ...facts, paused: null, alerts: null })).toBe(null);
});

test('the words lead each reader to where it can be mended', async () => {
  await lose();
  const letters = [];
  for (const mail of await queued()) {
    const facts = await connectionForMail(db(), mail.personId, connectionId);
    letters.push(facts && composeConnectionMail(mail, { ...facts, paused: null, alerts: null }));
  }
  const mine = letters.find((one) => one?.to.address === sample.ada.email);
  const admins = letters.find((one) => one?.to.address === admin.email);
  expect(mine?.text).toContain('/desk/calendar');
  expect(mine?.subject).toBe('Please connect your Outlook calendar again');
  expect(mine?.text).toContain('All sign-ins of this account were ended');
  expect(admins?.subject).toContain('Ada Park');
  expect(admins?.text).toContain('/admin/integrations');
});

test('an expired secret: one alarm to admins, every connection waits, nobody is asked to reconnect', async () => {
  const second = await tenant.connect('it@library.example', 'rooms', admin.id);
  const { clientId } = await db().integration.findUniqueOrThrow({ where: { id: 1 } });
  await tenant.control('POST', '/identity', { action: 'expire_secret', clientId });
  await expireTokens();
  await Promise.all([connectionId, second].map((id) => accessToken(id, new Date()).catch(() => undefined)));
  expect(await db().syncConnection.findMany()).toMatchObject([{ status: 'app_error' }, { status: 'app_error' }]);
  expect(await queued()).toMatchObject([{ template: 'registration_refused', personId: admin.id }]);
  expect(await db().integration.findFirst()).toMatchObject({ checkOutcome: 'secret_expired' });
  await remindAboutConnections(after(8));
  expect(await queued()).toHaveLength(1);
});

test('a secret that was replaced while the old one was being refused is not marked: the new one is asked with at once', async () => {
  const { clientId } = await db().integration.findUniqueOrThrow({ where: { id: 1 } });
  await tenant.control('POST', '/identity', { action: 'expire_secret', clientId });
  await expireTokens();
  const { seal } = await import('@/lib/seal');
  const { INTEGRATION_SECRET } = await import('@/lib/db/integration');
  const overtaking: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.ok) return answer;
    const { secret } = await tenant.control<{ secret: { value: string } }>('POST', '/identity', {
      ...{ action: 'rotate_secret', clientId },
    });
    await db().integration.update({ where: { id: 1 }, data: { secretEnc: seal(secret.value, INTEGRATION_SECRET) } });
    return answer;
  };
  expect(await accessToken(connectionId, new Date(), { fetch: overtaking })).toBeTruthy();
  expect(await connection()).toMatchObject({ status: 'active' });
  expect(await queued()).toEqual([]);
});

test('the secret ends: admins are warned once at each step, and anew after another date', async () => {
  const ends = async (days: number) => {
    const date = new Date(after(days).toISOString().slice(0, 10));
    await db().integration.updateMany({ data: { secretExpiresOn: date } });
  };
  await ends(100);
  for (const day of [10, 45, 46, 71, 87, 94, 99, 100]) {
    await Promise.all([remindAboutConnections(after(day)), remindAboutConnections(after(day))]);
  }
  const days = (await queued()).map((mail) => ('days' in mail ? mail.days : null));
  expect(days).toHaveLength(5);
  expect(days[0]).toBeLessThanOrEqual(60);
  expect((await queued()).every(({ personId }) => personId === admin.id)).toBe(true);
});

test('a second one that Microsoft accepted, and that lasts longer, is nothing to warn of; what ends is named', async () => {
  const ends = new Date(after(7).toISOString().slice(0, 10));
  await db().integration.updateMany({ data: { secretExpiresOn: ends, credentialKind: 'certificate' } });
  const credential = { kind: 'secret', secret: 'another~one' } as const;
  const second = { credential, expiresOn: after(400), code: null };
  await writeNext(db(), { ...second, outcome: 'verified' });
  await remindAboutConnections(new Date());
  expect(await queued()).toEqual([]);
  await writeNext(db(), { ...second, outcome: 'wrong_secret' });
  await remindAboutConnections(new Date());
  const [mail] = await queued();
  const facts = mail && (await connectionForMail(db(), mail.personId, null));
  const letter = mail && facts && composeConnectionMail(mail, { ...facts, paused: null, alerts: null });
  expect(letter?.subject).toMatch(/^The certificate of the Outlook integration ends in \d days$/);
});
