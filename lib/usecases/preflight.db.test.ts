import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { runPreflight } from '@/lib/sync/run-preflight';
import { answerPreflight } from './answer-preflight';
import { disconnectIntegration } from './disconnect-integration';
import { saveIntegration } from './save-integration';
import { makePerson, type RegisteredApp, standIn } from './stand-in.test-data';
import { startPreflight } from './start-preflight';
import { viewPreflight } from './view-preflight';

/** "Connect and test" on the stand-in: each line says what is true, and nothing is connected or left behind. */
testDatabase();
const microsoft = standIn();
const ADMIN = 'admin@library.example';
const LINDEN = 'linden@library.example';

let admin: Person;
let app: RegisteredApp;
let pages: Server;

beforeEach(async () => {
  await emptyRows();
  admin = await makePerson('admin', ADMIN);
  app = await microsoft.register();
  await save();
  // Our own address, where Microsoft knocks.
  pages = createServer((request, response) => {
    const token = new URL(request.url ?? '/', 'http://localhost').searchParams.get('validationToken');
    response.writeHead(token === null ? 202 : 200, { 'content-type': 'text/plain' }).end(token ?? '');
  });
  await new Promise<void>((resolve) => pages.listen(Number(new URL(process.env.PUBLIC_URL ?? '').port), resolve));
});
afterEach(() => new Promise((resolve) => pages.close(resolve)));

const save = (accountType = 'AzureADMyOrg') =>
  saveIntegration(
    admin,
    { clientId: app.clientId, secret: app.secret.value, tenant: app.tenantId, accountType },
    new Date(),
  );
const identity = (action: string, more: object = {}) => microsoft.control('/identity', { action, ...more });

async function tested({ room = LINDEN, upn = ADMIN }: { room?: string; upn?: string } = {}) {
  const begun = await startPreflight(admin, { room }, new Date());
  const back = begun.ok ? await microsoft.answerAs(begun.value.redirectTo, upn) : null;
  if (back) expect(await answerPreflight(admin, back, new Date())).toBe(true);
  await runPreflight(() => new Date());
  const view = await viewPreflight(admin, new Date());
  if (!view.ok || !view.value.last) throw new Error('no test');
  const { state, lines } = view.value.last;
  const said = lines.map(({ check, outcome, about, reason, code }) => {
    return [check, about, outcome, code ?? reason].filter((word) => word !== undefined).join(' ');
  });
  return { state, said };
}

test('before anything is active, all that can be known is known, and nothing is left behind', async () => {
  const { state, said } = await tested();
  expect(state).toBe('done');
  expect(said).toEqual([
    ...['redirect passed', 'sign_in passed', 'account_type passed', 'credential passed'],
    ...['permission User.Read passed', 'permission Calendars.ReadWrite passed'],
    ...['permission Calendars.ReadWrite.Shared passed', 'lasting passed', 'consent unknown consent_others'],
    ...['refresh passed', 'mailbox passed', `room_read ${LINDEN} passed`, `room_write ${LINDEN} passed`],
    ...[`room_policy ${LINDEN} unknown policy_hidden`, 'webhook passed', 'clock passed'],
  ]);
  expect(await db().integration.findFirst()).toMatchObject({ state: 'draft', checkOutcome: 'verified' });
  expect(await db().syncConnection.count()).toBe(0);
  expect(await db().preflight.findFirst()).toMatchObject({ tokenEnc: null });
  const asked = await db().syncLog.findMany({ where: { op: { startsWith: 'subscription' } }, orderBy: { id: 'asc' } });
  expect(asked.map(({ op, outcome }) => `${op} ${outcome}`)).toEqual([
    'subscription.create ok',
    'subscription.delete ok',
  ]);
});

test('a sign-in that is accepted lets whoever waited for the registration go on', async () => {
  const account = { tenantId: app.tenantId, principalOid: 'oid', principalName: ADMIN, scopes: [], calendars: [] };
  await db().syncConnection.create({
    data: { ...account, ownerId: admin.id, purpose: 'rooms', mode: 'delegated', status: 'app_error' },
  });
  await db().integration.updateMany({ data: { alarmedAt: new Date() } });
  await tested();
  expect(await db().syncConnection.findFirst()).toMatchObject({ status: 'active', brokenAt: null });
  expect(await db().integration.findFirst()).toMatchObject({ alarmedAt: null });
});

test('it lasts over another end of the secret, and is forgotten with what it was about', async () => {
  const again = { clientId: app.clientId, secret: '', tenant: app.tenantId, accountType: 'AzureADMyOrg' };
  await tested();
  expect(await saveIntegration(admin, { ...again, secretExpiresOn: '2099-05-01' }, new Date())).toMatchObject({
    ok: true,
  });
  expect(await db().preflight.count()).toBe(1);
  await saveIntegration(admin, { ...again, tenant: 'library.example' }, new Date());
  expect(await db().preflight.count()).toBe(0);
  await tested();
  await save();
  expect(await db().preflight.count()).toBe(0);
});

test('what is wrong with rooms, permissions and the clock is told line by line', async () => {
  await identity('narrow_scopes', { clientId: app.clientId, without: ['Calendars.ReadWrite.Shared'] });
  await identity('calendar_role', { mailbox: LINDEN, upn: ADMIN, role: 'freeBusyRead' });
  await identity('clock_offset', { ms: 90_000 });
  const { said } = await tested();
  expect(said).toContain('permission Calendars.ReadWrite.Shared failed permission_missing');
  expect(said.find((line) => line.startsWith(`room_read ${LINDEN}`))).toMatch(/failed/);
  expect(said).toContain(`room_write ${LINDEN} unknown earlier`);
  expect(said).toContain('clock failed clock_off');
  expect((await tested({ room: 'nobody@library.example' })).said).toContainEqual(
    expect.stringMatching(/^room_read nobody@library.example failed/),
  );
});

test('a clock that is far off makes Microsoft’s answers worthless, and is named as the cause', async () => {
  await identity('clock_offset', { ms: 7_200_000 });
  const { said } = await tested();
  expect(said).toContain('sign_in failed unverified');
  expect(said).toContain('clock failed clock_off');
});

test('an address that Microsoft cannot reach is told as that', async () => {
  await new Promise((resolve) => pages.close(resolve));
  expect((await tested()).said).toContainEqual(expect.stringMatching(/^webhook failed/));
  pages = createServer().listen(0);
  expect((pages.address() as AddressInfo).port).toBeGreaterThan(0);
});

test.each([
  [
    'a secret that was deleted',
    () => identity('delete_secret', { clientId: app.clientId }),
    'credential failed AADSTS7000215',
  ],
  ['a narrower registration', () => save('AzureADMultipleOrgs'), 'account_type failed AADSTS50194'],
  [
    'an approval that is missing',
    () => identity('withdraw_consent', { clientId: app.clientId }),
    'consent failed declined',
  ],
  [
    'a rule about signing in',
    () => identity('fail_next', { grant: 'authorization_code', code: 53003 }),
    'sign_in failed AADSTS53003',
  ],
])('%s: its line says so, the rest is not known', async (_, spoil, line) => {
  await spoil();
  const { state, said } = await tested({ upn: line.startsWith('consent') ? 'librarian@library.example' : ADMIN });
  expect(state).toBe('done');
  expect(said).toContain(line);
  expect(said).toContain('webhook unknown earlier');
});

test('whoever does not come back, or is nobody’s to test, changes nothing', async () => {
  const begun = await startPreflight(admin, {}, new Date());
  const state = new URL(begun.ok ? begun.value.redirectTo : '').searchParams.get('state') ?? '';
  const later = new Date(Date.now() + 16 * 60_000);
  const view = async (now: Date) => {
    const answer = await viewPreflight(admin, now);
    return answer.ok ? answer.value.last?.state : answer.refusal.code;
  };
  expect(await view(new Date())).toBe('waiting');
  expect(await view(later)).toBe('lost');
  await save();
  expect(await db().preflight.count()).toBe(0);
  await startPreflight(admin, {}, new Date());
  const staff = await makePerson('staff', 'staff@library.example');
  expect(await answerPreflight(staff, new URLSearchParams({ state, code: 'x' }), new Date())).toBe(false);
  expect(await answerPreflight(admin, new URLSearchParams({ state, code: 'x' }), later)).toBe(true);
  expect(await view(later)).toBe('lost');
  for (const refused of [startPreflight(staff, {}, later), viewPreflight(staff, later)])
    expect(await refused).toMatchObject({ refusal: { code: 'not_allowed' } });
  await db().integration.updateMany({ data: { state: 'active' } });
  await disconnectIntegration(admin, {}, later);
  expect(await db().preflight.count()).toBe(0);
});
