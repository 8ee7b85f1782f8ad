import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { takeReminders } from '@/lib/db/connection-mail';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { unseal } from '@/lib/seal';
import { activateIntegration } from './activate-integration';
import { deactivateIntegration } from './deactivate-integration';
import { disconnectIntegration } from './disconnect-integration';
import { saveIntegration } from './save-integration';
import { everything, makePerson, type RegisteredApp, standIn } from './stand-in.test-data';
import { viewIntegration } from './view-integration';

testDatabase();
const microsoft = standIn();
const now = new Date();

let admin: Person;
let app: RegisteredApp;
let form: Record<string, string>;

beforeEach(async () => {
  await emptyRows();
  admin = await makePerson('admin', 'admin@library.example');
  app = await microsoft.register();
  form = {
    ...{ clientId: app.clientId, secret: app.secret.value, tenant: app.tenantId },
    ...{ accountType: 'AzureADMyOrg', secretExpiresOn: '2027-05-01' },
  };
});

const row = () => db().integration.findUniqueOrThrow({ where: { id: 1 } });

test('each cloud is asked with its own Graph, and another than the registration’s is told as that', async () => {
  await microsoft.control('/identity', {
    action: 'cloud',
    clientId: app.clientId,
    graph: 'https://graph.microsoft.us',
  });
  expect(await saveIntegration(admin, form, now)).toMatchObject({
    refusal: { code: 'credentials_rejected', microsoftCode: 'AADSTS500011' },
  });
  expect(await saveIntegration(admin, { ...form, cloud: 'us_gov' }, now)).toMatchObject({ ok: true });
  expect(await row()).toMatchObject({ cloud: 'us_gov', checkOutcome: 'verified', checkCode: null });
  // Another cloud is another registration: whoever connected in the first has to connect anew.
  await db().syncConnection.create({
    data: {
      ...{ purpose: 'rooms', ownerId: admin.id, tenantId: app.tenantId, principalOid: 'oid', principalName: 'it' },
      ...{ scopes: [], status: 'active' },
    },
  });
  await microsoft.control('/identity', {
    action: 'cloud',
    clientId: app.clientId,
    graph: 'https://graph.microsoft.com',
  });
  await saveIntegration(admin, form, now);
  expect(await db().syncConnection.findFirst()).toMatchObject({ status: 'needs_reauth' });
});

describe('what is typed wrong is refused, and nothing changes', () => {
  test.each([
    ['no id', { clientId: '' }, { clientId: 'required' }],
    ['a malformed id', { clientId: '1234' }, { clientId: 'not_guid' }],
    ['an empty secret', { secret: '' }, { secret: 'required' }],
    ["the secret's id", { secret: '0f0e0d0c-1111-4222-8333-444455556666' }, { secret: 'secret_is_id' }],
    ['a tenant that is neither GUID nor domain', { tenant: 'my library' }, { tenant: 'not_tenant' }],
    ['no tenant for a single-tenant app', { tenant: '' }, { tenant: 'required' }],
    ['an account type that does not exist', { accountType: 'Everybody' }, { accountType: 'required' }],
    [
      'personal accounts in a cloud without them',
      { cloud: 'china', accountType: 'PersonalMicrosoftAccount' },
      { accountType: 'not_in_cloud' },
    ],
    ['a cloud that does not exist', { cloud: 'moon' }, { cloud: 'required' }],
    ['a date that does not exist', { secretExpiresOn: '2027-02-30' }, { secretExpiresOn: 'not_date' }],
    ['an end that has passed', { secretExpiresOn: '2024-05-01' }, { secretExpiresOn: 'not_before_today' }],
  ])('%s', async (_, wrong, fields) => {
    const before = await everything();
    const answer = await saveIntegration(admin, { ...form, ...wrong }, now);
    expect(answer).toEqual({ ok: false, refusal: { code: 'invalid', fields } });
    expect(await everything()).toBe(before);
  });

  test.each(['staff', 'patron'] as const)('%s may not', async (role) => {
    const other = await makePerson(role, `${role}@library.example`);
    const before = await everything();
    for (const act of [
      () => saveIntegration(other, form, now),
      () => activateIntegration(other, now),
      () => deactivateIntegration(other, new Date()),
      () => disconnectIntegration(other, {}, now),
      () => viewIntegration(other, now),
    ])
      expect(await act()).toEqual({ ok: false, refusal: { code: 'not_allowed' } });
    expect(await everything()).toBe(before);
  });
});

describe("Microsoft's no is told apart, and nothing changes", () => {
  const refused = async (wrong: Record<string, string>) => {
    const before = await everything();
    const answer = await saveIntegration(admin, { ...form, ...wrong }, now);
    expect(await everything()).toBe(before);
    return answer.ok ? answer.value : answer.refusal;
  };

  test('a wrong secret', async () =>
    expect(await refused({ secret: 'not~the~secret' })).toEqual({
      ...{ code: 'credentials_rejected', cause: 'wrong_secret', microsoftCode: 'AADSTS7000215' },
    }));

  test('an expired secret', async () => {
    await microsoft.control('/identity', { action: 'expire_secret', clientId: app.clientId });
    expect(await refused({})).toMatchObject({ cause: 'secret_expired', microsoftCode: 'AADSTS7000222' });
  });

  test('an unknown application', async () =>
    expect(await refused({ clientId: '11111111-2222-4333-8444-555555555555' })).toMatchObject({
      ...{ cause: 'unknown_application', microsoftCode: 'AADSTS700016' },
    }));

  test.each(['11111111-2222-4333-8444-555555555555', 'nowhere.example'])('an unknown tenant: %s', async (tenant) =>
    expect(await refused({ tenant })).toMatchObject({ cause: 'unknown_tenant' }),
  );

  test('silence', async () => {
    await microsoft.control('/faults', { where: { path: '/.well-known/' }, times: 99, effect: { status: 503 } });
    expect(await refused({})).toEqual({ code: 'microsoft_unreachable' });
  });
});

describe('what is right is saved', () => {
  test('sealed, verified, as a draft; the tenant by its GUID', async () => {
    const answer = await saveIntegration(
      admin,
      { ...form, clientId: ` ${app.clientId} `, tenant: 'library.example' },
      now,
    );
    expect(answer).toEqual({ ok: true, value: { outcome: 'verified', microsoftCode: null } });
    const saved = await row();
    expect(saved).toMatchObject({
      clientId: app.clientId,
      tenant: 'library.example',
      tenantId: app.tenantId,
      state: 'draft',
    });
    expect(saved.verifiedAt).not.toBeNull();
    expect(unseal(saved.secretEnc, 'integration:secret')).toBe(app.secret.value);
  });

  test('no page and no audit line ever holds the secret', async () => {
    await saveIntegration(admin, form, now);
    const view = await viewIntegration(admin, now);
    const audits = await db().auditEntry.findMany();
    expect(
      JSON.stringify([view, audits], (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(app.secret.value);
    expect(view.ok && view.value.saved?.secretExpiresOn).toBe('2027-05-01');
  });

  test('an empty secret keeps the stored one', async () => {
    await saveIntegration(admin, form, now);
    expect(await saveIntegration(admin, { ...form, secret: '' }, now)).toMatchObject({ ok: true });
    expect(unseal((await row()).secretEnc, 'integration:secret')).toBe(app.secret.value);
  });

  test('an end that has come meanwhile stays with its secret, and is none of another', async () => {
    await saveIntegration(admin, form, now);
    const later = new Date('2027-05-02T00:00:00Z');
    expect(await saveIntegration(admin, { ...form, secret: '' }, new Date('2027-05-01T23:59:00Z'))).toMatchObject({
      ok: true,
    });
    expect(await saveIntegration(admin, { ...form, secret: '' }, later)).toMatchObject({ ok: true });
    const fields = { secretExpiresOn: 'not_before_today' };
    expect(await saveIntegration(admin, form, later)).toMatchObject({ refusal: { fields } });
    const earlier = { ...form, secret: '', secretExpiresOn: '2027-04-30' };
    expect(await saveIntegration(admin, earlier, later)).toMatchObject({ refusal: { fields } });
  });

  test('other account types are kept, but not as proven', async () => {
    const answer = await saveIntegration(admin, { ...form, tenant: '', accountType: 'AzureADMultipleOrgs' }, now);
    expect(answer).toMatchObject({ ok: true, value: { outcome: 'not_testable' } });
    expect(await row()).toMatchObject({ tenant: null, tenantId: null, verifiedAt: null });
  });

  test('a registration made minutes ago may be saved anyway, unproven, and is tested again when activated', async () => {
    const wrong = { ...form, secret: 'known~in~a~minute', saveAnyway: 'on' };
    expect(await saveIntegration(admin, wrong, now)).toMatchObject({ ok: true, value: { outcome: 'wrong_secret' } });
    expect(await row()).toMatchObject({ checkOutcome: 'wrong_secret', verifiedAt: null, state: 'draft' });
    expect(await activateIntegration(admin, now)).toMatchObject({ ok: false, refusal: { cause: 'wrong_secret' } });
    expect((await row()).state).toBe('draft');
  });

  test('another application means connecting anew; another secret does not', async () => {
    await saveIntegration(admin, form, now);
    const owner = {
      purpose: 'own' as const,
      ownerId: admin.id,
      tenantId: app.tenantId,
      principalOid: 'x',
      principalName: 'x',
    };
    const { id } = await db().syncConnection.create({ data: { ...owner, status: 'app_error' } });
    const status = async () => (await db().syncConnection.findUniqueOrThrow({ where: { id } })).status;
    await saveIntegration(admin, form, now);
    expect(await status()).toBe('active');
    const other = await microsoft.register();
    await saveIntegration(admin, { ...form, clientId: other.clientId, secret: other.secret.value }, now);
    expect(await status()).toBe('needs_reauth');
    const queued = await db().$queryRaw<object[]>`SELECT data FROM pgboss.job WHERE name = 'connection_mail'`;
    const mail = { template: 'connection_lost', personId: admin.id, connectionId: id, day: 0 };
    expect(queued).toEqual([{ data: mail }]);
    expect(await takeReminders(db(), new Date(now.getTime() + 25 * 3_600_000))).toEqual([{ connectionId: id, day: 1 }]);
    const third = await microsoft.register();
    await saveIntegration(admin, { ...form, clientId: third.clientId, secret: third.secret.value }, new Date());
    expect(await db().syncConnection.findFirst()).toMatchObject({ brokenAt: now, reminders: 1 });
  });
});

describe('the steps', () => {
  test('draft → active ⇄ inactive → disconnected → draft', async () => {
    const state = async () => (await row()).state;
    await saveIntegration(admin, form, now);
    expect(await deactivateIntegration(admin, new Date())).toMatchObject({
      ok: false,
      refusal: { code: 'step_not_allowed' },
    });
    expect(await disconnectIntegration(admin, {}, now)).toMatchObject({
      ok: false,
      refusal: { code: 'step_not_allowed' },
    });
    expect(await activateIntegration(admin, now)).toMatchObject({ ok: true });
    expect(await state()).toBe('active');
    expect(await deactivateIntegration(admin, new Date())).toMatchObject({ ok: true });
    expect(await state()).toBe('inactive');
    expect(await activateIntegration(admin, now)).toMatchObject({ ok: true });
    expect(await disconnectIntegration(admin, {}, now)).toMatchObject({ ok: true });
    expect(await state()).toBe('disconnected');
    expect(await activateIntegration(admin, now)).toMatchObject({ ok: false, refusal: { code: 'step_not_allowed' } });
    await saveIntegration(admin, { ...form, secret: '' }, now);
    expect(await state()).toBe('draft');
  });

  test('saving while it runs does not switch it off', async () => {
    await saveIntegration(admin, form, now);
    await activateIntegration(admin, now);
    await saveIntegration(admin, { ...form, secretExpiresOn: '' }, now);
    expect(await row()).toMatchObject({ state: 'active', secretExpiresOn: null });
  });

  test('nothing saved is nothing to activate', async () => {
    expect(await activateIntegration(admin, now)).toEqual({ ok: false, refusal: { code: 'integration_missing' } });
  });

  test('an outage does not keep proven settings from running', async () => {
    await saveIntegration(admin, form, now);
    await microsoft.control('/faults', { where: { path: '/oauth2/v2.0/token' }, times: 99, effect: { status: 503 } });
    expect(await activateIntegration(admin, now)).toMatchObject({ ok: true });
  });
});
