import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { activateIntegration } from './activate-integration';
import { connectOutlook } from './connect-outlook';
import { finishOutlookConnection } from './finish-outlook-connection';
import { noteApproval } from './note-approval';
import { saveIntegration } from './save-integration';
import { makePerson, type RegisteredApp, standIn } from './stand-in.test-data';
import { viewMyCalendar } from './view-my-calendar';

/** Every way back from Microsoft that is a no (entra-oauth §2.4, §3.6), and what waits for an administrator. */
testDatabase();
const microsoft = standIn();
const now = new Date();
const LIBRARIAN = 'librarian@library.example';

let ada: Person;
let app: RegisteredApp;

beforeEach(async () => {
  await emptyRows();
  const sample = await sampleLibrary();
  const admin = await makePerson('admin', 'admin@library.example');
  ada = { kind: 'person', id: sample.ada.id, name: 'Ada Park', email: sample.ada.email, role: 'staff', locale: 'en' };
  app = await microsoft.register();
  const { clientId, secret, tenantId } = app;
  await saveIntegration(admin, { clientId, secret: secret.value, tenant: tenantId, accountType: 'AzureADMyOrg' }, now);
  await activateIntegration(admin, now);
});

async function begin(ticks: object = { writes: 'on', reads: 'on' }): Promise<string> {
  const begun = await connectOutlook(ada, { purpose: 'own', ...ticks }, now);
  if (!begun.ok) throw new Error(begun.refusal.code);
  return begun.value.redirectTo;
}
const finish = async (query: URLSearchParams | null) => {
  const { result } = await finishOutlookConnection(ada, query ?? new URLSearchParams(), now);
  return result.ok ? result.value : result.refusal;
};
const identity = (action: string, more: object = {}) => microsoft.control('/identity', { action, ...more });
const connections = () => db().syncConnection.count();
const view = async () => {
  const seen = await viewMyCalendar(ada, {}, now);
  if (!seen.ok) throw new Error(seen.refusal.code);
  return seen.value;
};

describe('a redirect without a code', () => {
  const after = async (query: string) => {
    const state = new URL(await begin()).searchParams.get('state');
    const answer = await finish(new URLSearchParams(`${query}&state=${state}`));
    expect(await connections()).toBe(0);
    return answer;
  };
  const declined = (mayNeedAdmin: boolean) => ({ code: 'consent_declined', mayNeedAdmin });
  const blocked = (obstacle: string, number: number | null) => ({
    ...{ code: 'sign_in_blocked', obstacle, microsoftCode: number && `AADSTS${number}` },
  });
  const said = (error: string, number: number) =>
    `error=${error}&error_description=${encodeURIComponent(`AADSTS${number}: words that nobody reads. AADSTS1`)}`;

  const SHAPES: (readonly [string, object])[] = [
    // A bare refusal may be a cancelling person, a waiting approval or a rule about signing in.
    ['error=access_denied&error_subcode=cancel', declined(true)],
    ['error=access_denied', declined(true)],
    ['error=consent_required', declined(true)],
    ['session_state=1', declined(true)],
    ['code=', declined(true)],
    ['error=%3Cscript%3E&error_description=x', declined(true)],
    [said('consent_required', 65004), declined(false)],
    [said('access_denied', 65004), declined(false)],
    ['error=login_required', declined(false)],
    ...[90093, 90094, 90095, 900941].map((code) => [said('access_denied', code), { code: 'approval_needed' }] as const),
    [said('consent_required', 90094), { code: 'approval_needed' }],
    ...['access_denied', 'interaction_required', 'invalid_grant', 'login_required'].flatMap((error) => [
      ...[50074, 50076, 50079].map((code) => [said(error, code), blocked('second_step', code)] as const),
      ...[53000, 53003, 530032].map((code) => [said(error, code), blocked('policy', code)] as const),
    ]),
    ['error=interaction_required', blocked('second_step', null)],
    [said('access_denied', 50105), blocked('not_assigned', 50105)],
    [said('access_denied', 50020), blocked('other_organisation', 50020)],
    [said('access_denied', 50057), blocked('account_disabled', 50057)],
    ['error=server_error', { code: 'microsoft_unreachable' }],
    ['error=temporarily_unavailable', { code: 'microsoft_unreachable' }],
    [said('invalid_scope', 70011), { code: 'consent_failed', microsoftCode: 'AADSTS70011' }],
    // A code beside an error is no consent; a doubled parameter is nobody's answer.
    [`code=abc&${said('access_denied', 53003)}`, blocked('policy', 53003)],
    ['code=a&code=b', { code: 'consent_failed' }],
  ];

  test('each shape says what can be said of it, and connects nobody', async () => {
    for (const [query, refusal] of SHAPES) expect(await after(query), query).toMatchObject(refusal);
  });

  test('once answered, the same state counts for nothing any more', async () => {
    const state = new URL(await begin()).searchParams.get('state');
    const query = new URLSearchParams(`error=access_denied&state=${state}`);
    await finish(query);
    expect(await finish(query)).toEqual({ code: 'callback_invalid' });
  });
});

describe('the token endpoint refuses what the sign-in let through', () => {
  const REFUSALS = [
    [50076, 'interaction_required', { code: 'sign_in_blocked', obstacle: 'second_step' }],
    [50079, 'invalid_grant', { code: 'sign_in_blocked', obstacle: 'second_step' }],
    [53003, 'invalid_grant', { code: 'sign_in_blocked', obstacle: 'policy' }],
    [90094, 'invalid_grant', { code: 'approval_needed' }],
    [65001, 'invalid_grant', { code: 'consent_failed' }],
  ] as const;

  test('each is told as what it is, and says nothing of the library’s registration', async () => {
    for (const [code, error, refusal] of REFUSALS) {
      const back = await microsoft.answerAs(await begin(), LIBRARIAN);
      await identity('fail_next', { grant: 'authorization_code', code, error });
      expect(await finish(back), String(code)).toMatchObject(refusal);
      expect(await connections()).toBe(0);
      expect(await db().integration.findFirst()).toMatchObject({ checkOutcome: 'verified' });
    }
  });
});

const permissionsOf = (url = '') => new URL(url).searchParams.get('scope')?.split(' ') ?? [];

describe('before anything was asked', () => {
  test('an approval can be had for reading alone, or for writing too', async () => {
    const { approval } = await view();
    expect(permissionsOf(approval?.writing)).toContainEqual(expect.stringMatching(/Calendars\.ReadWrite$/));
    expect(permissionsOf(approval?.reading)).toContainEqual(expect.stringMatching(/Calendars\.Read$/));
    expect(permissionsOf(approval?.reading)).not.toContainEqual(expect.stringMatching(/Calendars\.ReadWrite$/));
  });

  test('neither to write nor to read is refused, and leads nowhere', async () => {
    expect(await connectOutlook(ada, { purpose: 'own' }, now)).toEqual({
      ...{ ok: false, refusal: { code: 'invalid', fields: { writes: 'no_direction' } } },
    });
    expect((await view()).wish).toBeNull();
    expect(await db().connectAttempt.count()).toBe(0);
  });
});

describe('the three consent policies', () => {
  beforeEach(() => identity('withdraw_consent', { clientId: app.clientId }));

  test('people may consent: they are asked, and Cancel is no approval to wait for', async () => {
    await identity('consent_policy', { policy: 'allowed' });
    expect(await finish(await microsoft.answerAs(await begin(), LIBRARIAN, 'cancel'))).toEqual({
      ...{ code: 'consent_declined', mayNeedAdmin: false },
    });
    expect((await view()).wish).toMatchObject({ refusedAt: null });
    expect(await finish(await microsoft.answerAs(await begin(), LIBRARIAN))).toMatchObject({ missing: [] });
  });

  test.each(['managed', 'off'])(
    '%s: an administrator approves by the link, and nobody is asked any more',
    async (policy) => {
      await identity('consent_policy', { policy });
      expect(await finish(await microsoft.answerAs(await begin({ reads: 'on' }), LIBRARIAN))).toMatchObject({
        ...{ code: 'consent_declined', mayNeedAdmin: true },
      });
      // What was chosen is kept, however long it takes, and the link asks for no more than that.
      const { wish, approval } = await view();
      expect(wish).toEqual({ writes: false, reads: true, refusedAt: now, approvedAt: null });
      const link = new URL(approval?.asAsked ?? '');
      expect(link.searchParams.get('scope')).toContain('Calendars.Read');
      expect(link.searchParams.get('scope')).not.toContain('Calendars.ReadWrite');

      const state = link.searchParams.get('state') ?? '';
      expect(await noteApproval({ admin_consent: 'True', state, error: 'consent_required' }, now)).toBe('not_approved');
      expect(await noteApproval({ admin_consent: 'True', state: 'somebody else’s' }, now)).toBe('approved');
      expect((await view()).wish).toMatchObject({ approvedAt: null });
      expect(await noteApproval({ admin_consent: 'True', state, tenant: 'nobody’s word' }, now)).toBe('approved');
      expect((await view()).wish).toMatchObject({ approvedAt: now });

      await identity('grant_admin_consent', { clientId: app.clientId });
      expect(await finish(await microsoft.answerAs(await begin({ reads: 'on' }), LIBRARIAN))).toMatchObject({
        missing: [],
      });
      expect((await view()).wish).toEqual({ writes: false, reads: true, refusedAt: null, approvedAt: null });
    },
  );
});
