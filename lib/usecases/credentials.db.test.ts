import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { selfSigned } from '@/lib/self-signed';
import { addCertificate } from './add-certificate';
import { addSecret, makeCertificate } from './add-credential';
import { saveIntegration } from './save-integration';
import { copySignInProvider } from './save-sign-in-provider';
import { makePerson, type RegisteredApp, standIn } from './stand-in.test-data';
import { dropCredential, switchCredential, testCredential } from './switch-credential';
import { viewCredentials } from './view-credentials';

/** A second secret, or a certificate: beside the first, tried, switched to; Microsoft judges each. */
testDatabase();
const microsoft = standIn();
const now = new Date();

let admin: Person;
let app: RegisteredApp;

beforeEach(async () => {
  await emptyRows();
  admin = await makePerson('admin', 'admin@library.example');
  app = await microsoft.register();
  const { clientId, secret, tenantId: tenant } = app;
  await saveIntegration(
    admin,
    { clientId, secret: secret.value, tenant, accountType: 'AzureADMyOrg', secretExpiresOn: '2027-01-01' },
    now,
  );
});

const identity = <T>(action: string, more: object = {}) =>
  microsoft.control<T>('/identity', { action, clientId: app.clientId, ...more });
/** A connection that met the end of the first secret: it is not tried again before the hour is over. */
async function refusedForItsSecret(): Promise<number> {
  await identity('expire_secret', { secretId: app.secret.id });
  const reason = { status: 'app_error' as const, statusReason: 'invalid_client 7000222', brokenAt: now };
  const account = { tenantId: app.tenantId, principalOid: 'oid', principalName: 'it@library.example' };
  const whose = { ownerId: admin.id, purpose: 'rooms' as const, mode: 'delegated' as const };
  const row = await db().syncConnection.create({
    data: { ...whose, ...account, ...reason, scopes: [], calendars: [] },
  });
  await db().integration.update({ where: { id: 1 }, data: { alarmedAt: now } });
  return row.id;
}
const newSecret = async () => (await identity<{ secret: { value: string } }>('rotate_secret')).secret.value;
const view = async () => {
  const answer = await viewCredentials(admin, now);
  if (!answer.ok || !answer.value) throw new Error('nothing saved');
  return answer.value;
};

describe('a second secret', () => {
  test('is tried at once, kept beside the first, and takes its place with its own end', async () => {
    const nextSecret = await newSecret();
    expect(await addSecret(admin, { nextSecret: 'nonsense~secret', nextExpiresOn: '' }, now)).toMatchObject({
      refusal: { code: 'credentials_rejected', microsoftCode: 'AADSTS7000215' },
    });
    expect(await addSecret(admin, { nextSecret, nextExpiresOn: '2024-06-01' }, now)).toMatchObject({
      refusal: { fields: { nextExpiresOn: 'not_before_today' } },
    });
    expect((await view()).next).toBeNull();
    expect(await addSecret(admin, { nextSecret, nextExpiresOn: '2028-06-01' }, now)).toMatchObject({ ok: true });
    const both = await view();
    expect(both.current.expiresOn?.toISOString()).toMatch(/^2027-01-01/);
    expect(both.next).toMatchObject({ kind: 'secret', outcome: 'verified', certificate: null });
    expect(JSON.stringify(both)).not.toContain(nextSecret);
    await copySignInProvider(admin, now);
    expect(await switchCredential(admin, now)).toMatchObject({ ok: true });
    expect(await view()).toMatchObject({ current: { expiresOn: new Date('2028-06-01') }, next: null });
    // The first is deleted at Microsoft: the settings are still accepted, and signing in followed.
    await identity('delete_secret', { secretId: app.secret.id });
    const { clientId, tenantId: tenant } = app;
    expect(await saveIntegration(admin, { clientId, tenant, accountType: 'AzureADMyOrg' }, now)).toMatchObject({
      value: { outcome: 'verified' },
    });
    expect(await copySignInProvider(admin, now)).toMatchObject({ ok: true });
  });

  test('that has ended meanwhile does not take over, and says why', async () => {
    await addSecret(admin, { nextSecret: await newSecret(), nextExpiresOn: '' }, now);
    await identity('expire_secret');
    expect(await switchCredential(admin, now)).toMatchObject({ refusal: { microsoftCode: 'AADSTS7000222' } });
    expect((await view()).next).toMatchObject({ outcome: 'secret_expired', code: 'AADSTS7000222' });
    await dropCredential(admin);
    expect((await view()).next).toBeNull();
    expect(await switchCredential(admin, now)).toMatchObject({ refusal: { code: 'no_second_credential' } });
  });

  test('accepted while the first is refused takes over at once, and whoever waited goes on', async () => {
    const waiting = await refusedForItsSecret();
    expect(await addSecret(admin, { nextSecret: await newSecret(), nextExpiresOn: '2028-06-01' }, now)).toMatchObject({
      value: { tookOver: true },
    });
    expect(await view()).toMatchObject({ current: { expiresOn: new Date('2028-06-01') }, next: null });
    expect(await db().syncConnection.findUnique({ where: { id: waiting } })).toMatchObject({ status: 'active' });
    expect(await db().integration.findFirst()).toMatchObject({ alarmedAt: null, checkOutcome: 'verified' });
    const switched = await db().auditEntry.findMany({ where: { act: 'integration.credential_switched' } });
    expect(switched).toMatchObject([{ personId: null, detail: { by: 'refusal' } }]);
    const mails = await db().$queryRaw`SELECT data->>'template' AS template FROM pgboss.job ORDER BY id`;
    expect(mails).toEqual([{ template: 'credential_took_over' }]);
  });

  test('that only a sign-in can test takes over as well once somebody was refused with the first', async () => {
    await db().integration.update({ where: { id: 1 }, data: { accountType: 'AzureADMultipleOrgs' } });
    const nextSecret = await newSecret();
    expect(await addSecret(admin, { nextSecret, nextExpiresOn: '' }, now)).toMatchObject({
      value: { tookOver: false },
    });
    await refusedForItsSecret();
    expect(await testCredential(admin, now)).toMatchObject({ value: { tookOver: true } });
  });

  test('of a registration that was given up goes with it', async () => {
    await addSecret(admin, { nextSecret: await newSecret(), nextExpiresOn: '' }, now);
    const other = await microsoft.register();
    const { clientId, secret, tenantId: tenant } = other;
    await saveIntegration(admin, { clientId, secret: secret.value, tenant, accountType: 'AzureADMyOrg' }, now);
    expect((await view()).next).toBeNull();
  });
});

test('a certificate: made here, uploaded there, proved by PS256, and its own end is known', async () => {
  expect(await makeCertificate(admin, now)).toMatchObject({ ok: true });
  const certificate = (await view()).next?.certificate ?? '';
  expect(certificate).toContain('BEGIN CERTIFICATE');
  // Microsoft does not know it yet.
  expect(await testCredential(admin, now)).toMatchObject({ refusal: { microsoftCode: 'AADSTS700027' } });
  const { certificate: there } = await identity<{ certificate: { thumbprint: string } }>('add_certificate', {
    certificate,
  });
  expect((await view()).next).toMatchObject({ thumbprint: there.thumbprint, outcome: 'unexpected' });
  expect(await testCredential(admin, now)).toMatchObject({ ok: true });
  expect(await switchCredential(admin, now)).toMatchObject({ ok: true });
  const { current, next } = await view();
  expect(current).toMatchObject({ kind: 'certificate', thumbprint: there.thumbprint });
  expect([next, Math.round((current.daysLeft ?? 0) / 365)]).toEqual([null, 2]);
  // No secret is left at Microsoft: the certificate alone is enough. Signing in needs a secret of its own.
  await identity('delete_secret');
  const { clientId, tenantId: tenant } = app;
  expect(await saveIntegration(admin, { clientId, tenant, accountType: 'AzureADMyOrg' }, now)).toMatchObject({
    value: { outcome: 'verified' },
  });
  expect(await copySignInProvider(admin, now)).toMatchObject({ refusal: { code: 'secret_needed' } });
  expect(await db().integration.findFirst()).toMatchObject({ credentialKind: 'certificate' });
});

describe('a certificate made elsewhere', () => {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [from, until] = [new Date(now.getTime() - 86_400_000), new Date(now.getTime() + 86_400_000)];
  const made = {
    certificate: selfSigned(key, { name: 'Library', serial: Buffer.from([7]), from, until }),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };

  test('is tried at once, its key sealed and shown to nobody; the public half is there for the portal', async () => {
    await identity('add_certificate', { certificate: made.certificate });
    expect(await addCertificate(admin, made, now)).toMatchObject({ value: { tookOver: false } });
    const seen = await view();
    expect(seen.next).toMatchObject({ kind: 'certificate', outcome: 'verified', certificate: made.certificate });
    const inner = made.privateKey.split('\n')[3] ?? '';
    expect(inner.length).toBeGreaterThan(20);
    for (const told of [seen, await db().integration.findFirst(), await db().auditEntry.findMany()])
      expect(JSON.stringify(told, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(inner);
    expect(await switchCredential(admin, now)).toMatchObject({ ok: true });
    expect((await view()).current.certificate).toBe(made.certificate);
  });

  test('that Microsoft does not know yet is kept, and does not take over; one without its key is not kept', async () => {
    expect(await addCertificate(admin, { ...made, privateKey: '' }, now)).toMatchObject({
      refusal: { fields: { privateKey: 'required' } },
    });
    expect((await view()).next).toBeNull();
    expect(await addCertificate(admin, made, now)).toMatchObject({ ok: true });
    expect((await view()).next).toMatchObject({ outcome: 'unexpected', code: 'AADSTS700027' });
    expect(await switchCredential(admin, now)).toMatchObject({ refusal: { microsoftCode: 'AADSTS700027' } });
  });
});

test('staff may do none of it', async () => {
  const staff = await makePerson('staff', 'staff@library.example');
  for (const answer of [
    addSecret(staff, { nextSecret: 'x~y', nextExpiresOn: '' }, now),
    makeCertificate(staff, now),
    addCertificate(staff, {}, now),
    testCredential(staff, now),
    switchCredential(staff, now),
    dropCredential(staff),
    viewCredentials(staff, now),
  ])
    expect(await answer).toMatchObject({ refusal: { code: 'not_allowed' } });
});
