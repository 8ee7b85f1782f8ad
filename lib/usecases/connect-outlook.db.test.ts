import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { openTokens } from '@/lib/db/connection-tokens';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { activateIntegration } from './activate-integration';
import { chooseCalendar } from './choose-calendar';
import { connectOutlook } from './connect-outlook';
import { deactivateIntegration } from './deactivate-integration';
import { disconnectConnection } from './disconnect-connection';
import { disconnectIntegration } from './disconnect-integration';
import { finishOutlookConnection } from './finish-outlook-connection';
import { saveIntegration } from './save-integration';
import { everything, makePerson, type RegisteredApp, standIn } from './stand-in.test-data';
import { viewMyCalendar } from './view-my-calendar';

testDatabase();
const microsoft = standIn();
const now = new Date();
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const LIBRARIAN = 'librarian@library.example';
const OWN = { purpose: 'own', writes: 'on', reads: 'on' };

let admin: Person;
let ada: Person;
let sample: Sample;
let app: RegisteredApp;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  ada = { kind: 'person', id: sample.ada.id, name: 'Ada Park', email: sample.ada.email, role: 'staff', locale: 'en' };
  app = await microsoft.register();
  await activate(app);
});

async function activate({ clientId, secret, tenantId }: RegisteredApp, accountType = 'AzureADMyOrg') {
  await saveIntegration(admin, { clientId, secret: secret.value, tenant: tenantId, accountType }, now);
  expect(await activateIntegration(admin, now)).toMatchObject({ ok: true });
}

async function begin(person: Person = ada): Promise<string> {
  const begun = await connectOutlook(person, OWN, now);
  if (!begun.ok) throw new Error(begun.refusal.code);
  return begun.value.redirectTo;
}

async function connect(person: Person = ada, upn = LIBRARIAN) {
  const back = await microsoft.answerAs(await begin(person), upn);
  return finishOutlookConnection(person, back ?? new URLSearchParams(), now);
}

const connections = () => db().syncConnection.findMany({ orderBy: { id: 'asc' } });
const calendarsOf = (row?: { calendars: unknown }) => (row?.calendars ?? []) as { id: string }[];
const stateOf = (url: string) => new URL(url).searchParams.get('state') ?? '';

describe('the whole way', () => {
  test('connects the account, its tokens sealed, its calendars remembered', async () => {
    const { backTo, result } = await connect();
    expect(result).toMatchObject({ ok: true, value: { missing: [] } });
    expect(backTo).toBe('/desk/calendar');
    const [row] = await connections();
    expect(row).toMatchObject({ purpose: 'own', ownerId: ada.id, tenantId: app.tenantId, principalName: LIBRARIAN });
    expect(row?.scopes).toEqual(expect.arrayContaining(['Calendars.ReadWrite', 'User.Read']));
    expect(row?.calendars).toEqual(
      expect.arrayContaining([expect.objectContaining({ isDefault: true, canEdit: true })]),
    );
    const tokens = openTokens(row?.id ?? 0, row?.tokenEnc ?? '');
    expect(tokens.refreshToken).toBeTruthy();
    expect(JSON.stringify(await viewMyCalendar(ada, {}, now))).not.toContain(tokens.accessToken);
    expect(await db().integration.findFirst()).toMatchObject({ checkOutcome: 'verified' });
  });

  test('works for a registration that is open to other organisations', async () => {
    const wide = await microsoft.register({ accountType: 'AzureADMultipleOrgs' });
    await activate(wide, 'AzureADMultipleOrgs');
    expect((await connect()).result).toMatchObject({ ok: true });
  });

  test('a registration narrower than chosen here is told as that', async () => {
    await activate(app, 'AzureADMultipleOrgs');
    const { result } = await connect();
    expect(result).toMatchObject({
      refusal: { code: 'credentials_rejected', cause: 'account_type_narrower', microsoftCode: 'AADSTS50194' },
    });
    expect(await connections()).toEqual([]);
  });

  test('an account without a mailbox is refused', async () => {
    await microsoft.control('/identity', { action: 'enable_mailbox', upn: LIBRARIAN, on: false });
    expect((await connect()).result).toMatchObject({ refusal: { code: 'no_mailbox' } });
    expect(await connections()).toEqual([]);
  });

  test('Microsoft away at the wrong moment leaves nothing behind', async () => {
    const back = await microsoft.answerAs(await begin(), LIBRARIAN);
    await microsoft.control('/faults', { where: { path: '/oauth2/v2.0/token' }, times: 9, effect: { status: 503 } });
    const { result } = await finishOutlookConnection(ada, back ?? new URLSearchParams(), now);
    expect(result).toMatchObject({ refusal: { code: 'microsoft_unreachable' } });
    expect(await connections()).toEqual([]);
  });
});

describe('the way back is held against what was begun; else nothing changes', () => {
  const unchanged = async (person: Person, query: string | URLSearchParams, at = now) => {
    const before = await everything();
    const finished = await finishOutlookConnection(person, new URLSearchParams(query), at);
    expect(await everything()).toBe(before);
    return finished.result.ok ? 'ok' : finished.result.refusal.code;
  };

  test('nothing at all', async () => expect(await unchanged(ada, '')).toBe('callback_invalid'));
  test('a code without state', async () => expect(await unchanged(ada, 'code=abc')).toBe('callback_invalid'));
  test('an error without state', async () =>
    expect(await unchanged(ada, 'error=access_denied')).toBe('callback_invalid'));
  test('a state of nobody', async () => expect(await unchanged(ada, 'code=abc&state=xyz')).toBe('callback_invalid'));

  test("another person's state", async () => {
    const back = await microsoft.answerAs(await begin(), LIBRARIAN);
    const other = await makePerson('staff', 'other@library.example');
    expect(await unchanged(other, back ?? '')).toBe('callback_invalid');
    expect(await unchanged(admin, back ?? '')).toBe('callback_invalid');
  });

  test('a state that ran out', async () => {
    const back = await microsoft.answerAs(await begin(), LIBRARIAN);
    expect(await unchanged(ada, back ?? '', later(15))).toBe('callback_expired');
  });

  test('a state that was used', async () => {
    const back = await microsoft.answerAs(await begin(), LIBRARIAN);
    expect((await finishOutlookConnection(ada, back ?? new URLSearchParams(), now)).result.ok).toBe(true);
    expect(await unchanged(ada, back ?? '')).toBe('callback_invalid');
  });

  test('without a session', async () => {
    const back = await microsoft.answerAs(await begin(), LIBRARIAN);
    const before = await everything();
    const finished = await finishOutlookConnection({ kind: 'guest' }, back ?? new URLSearchParams(), now);
    expect(finished).toEqual({ backTo: null, result: { ok: false, refusal: { code: 'not_signed_in' } } });
    expect(await everything()).toBe(before);
  });

  test('when the integration was switched off meanwhile', async () => {
    const back = await microsoft.answerAs(await begin(), LIBRARIAN);
    await deactivateIntegration(admin, new Date());
    expect(await unchanged(ada, back ?? '')).toBe('integration_inactive');
  });

  test('of two answers at once, one connects', async () => {
    const back = (await microsoft.answerAs(await begin(), LIBRARIAN)) ?? new URLSearchParams();
    const both = await Promise.all([finishOutlookConnection(ada, back, now), finishOutlookConnection(ada, back, now)]);
    expect(both.filter(({ result }) => result.ok)).toHaveLength(1);
    expect(await connections()).toHaveLength(1);
  });
});

describe('beginning', () => {
  test('needs the integration to be active', async () => {
    await deactivateIntegration(admin, new Date());
    expect(await connectOutlook(ada, OWN, now)).toMatchObject({
      refusal: { code: 'integration_inactive' },
    });
    await db().integration.deleteMany();
    expect(await connectOutlook(ada, OWN, now)).toMatchObject({
      refusal: { code: 'integration_missing' },
    });
  });

  test('needs the right', async () => {
    const patron = await makePerson('patron', 'patron@library.example');
    expect(await connectOutlook(patron, OWN, now)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    const rooms = { purpose: 'rooms', resourceId: sample.quiet.id };
    expect(await connectOutlook(ada, rooms, now)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await connectOutlook(admin, OWN, now)).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  test('keeps neither the state nor the verifier in the clear', async () => {
    const url = await begin();
    const rows = JSON.stringify(await db().connectAttempt.findMany());
    expect(rows).not.toContain(stateOf(url));
    expect(new URL(url).searchParams.get('prompt')).toBe('select_account');
  });
});

describe('coming back', () => {
  test('the same account is revived, with its link, and no second row', async () => {
    await connect();
    const [first] = await connections();
    const defaultCalendar = calendarsOf(first)[0]?.id;
    const chosen = await chooseCalendar(ada, { calendarId: defaultCalendar, writes: 'on', reads: 'on' }, now);
    await disconnectConnection(ada, { connectionId: first?.id }, now);
    expect(await connections()).toMatchObject([{ status: 'disabled', tokenEnc: null }]);
    expect(await db().calendarLink.findMany()).toMatchObject([{ state: 'unlinked' }]);

    await connect();
    expect(await connections()).toMatchObject([{ id: first?.id, status: 'active' }]);
    const again = await chooseCalendar(ada, { calendarId: defaultCalendar, writes: 'on', reads: 'on' }, now);
    expect(again).toEqual(chosen);
    expect(await db().calendarLink.findMany()).toMatchObject([{ state: 'backfilling', generation: 1 }]);
  });

  test('reconnecting offers the account that was connected, and refuses another one', async () => {
    await connect();
    expect(new URL(await begin()).searchParams.get('login_hint')).toBe(LIBRARIAN);
    const before = await connections();
    const { result } = await connect(ada, 'it@library.example');
    expect(result).toMatchObject({ refusal: { code: 'other_account', expected: LIBRARIAN } });
    expect(await connections()).toEqual(before);
  });

  test('an account that a colleague has connected stays with the colleague', async () => {
    await connect();
    const ben = await makePerson('staff', 'ben@library.example', 'Ben');
    await db().resource.create({
      data: { kind: 'person', categoryId: sample.desks.id, personId: ben.id, name: 'Ben', slug: 'ben' },
    });
    const { result } = await connect(ben);
    expect(result).toEqual({ ok: false, refusal: { code: 'calendar_taken', by: 'Ada Park' } });
  });
});

describe('choosing a calendar', () => {
  const choose = async (more: object = {}) => {
    const [row] = await connections();
    const calendarId = calendarsOf(row)[0]?.id;
    return chooseCalendar(ada, { calendarId, writes: 'on', reads: 'on', ...more }, now);
  };

  test('links the appointment page, and a second save of the same changes nothing', async () => {
    await connect();
    expect(await choose()).toMatchObject({ ok: true });
    expect(await db().calendarLink.findMany()).toMatchObject([
      { resourceId: sample.librarian.id, writes: true, reads: true, state: 'backfilling', mailboxAddress: LIBRARIAN },
    ]);
    const before = await everything();
    expect(await choose()).toMatchObject({ ok: true });
    expect(await everything()).toBe(before);
  });

  test('a calendar that is not on the list is refused', async () => {
    await connect();
    expect(await choose({ calendarId: 'AAMk-not-mine' })).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await choose({ calendarId: '' })).toMatchObject({ refusal: { fields: { calendarId: 'required' } } });
  });

  test('another calendar leaves the first one to be read only', async () => {
    await connect();
    await choose();
    const [row] = await connections();
    const two = [...calendarsOf(row), { id: 'second', name: 'Second', canEdit: true, isDefault: false }];
    await db().syncConnection.updateMany({ data: { calendars: two } });
    await choose({ calendarId: 'second' });
    const links = await db().calendarLink.findMany({ orderBy: { id: 'asc' } });
    expect(links).toMatchObject([
      { state: 'backfilling', writes: false, reads: true },
      { state: 'backfilling', writes: true, calendarName: 'Second' },
    ]);
  });

  test('only the owner and admins may disconnect', async () => {
    await connect();
    const [row] = await connections();
    const other = await makePerson('staff', 'other@library.example');
    const before = await everything();
    expect(await disconnectConnection(other, { connectionId: row?.id }, now)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await everything()).toBe(before);
    expect(await disconnectConnection(admin, { connectionId: row?.id }, now)).toMatchObject({ ok: true });
  });

  test('disconnecting the integration ends every connection and wipes every token', async () => {
    await connect();
    await choose();
    expect(await disconnectIntegration(admin, {}, now)).toMatchObject({
      ok: true,
      value: { connections: 1, links: 1 },
    });
    expect(await connections()).toMatchObject([{ status: 'disabled', tokenEnc: null }]);
    expect(await db().calendarLink.findMany()).toMatchObject([{ state: 'unlinked' }]);
    expect(await db().pushJob.count()).toBe(0);
  });
});
