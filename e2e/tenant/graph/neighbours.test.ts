import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, type Json, LIBRARIAN, tokenOf } from '../testing';
import { at, bearer, type Caller, caller, encoded, refused } from '../testing-graph';

let tenant: Tenant;
let me: Caller;
const SCOPES = ['User.Read', 'MailboxSettings.Read', 'Calendars.ReadWrite', 'Mail.Send'];

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN, SCOPES);
});

const asApplication = async (...roles: string[]) => bearer(tenant, await appToken(tenant, roles));
const choose = (body: Json) => ask(tenant, 'PATCH', `/_control/mailboxes/${LIBRARIAN}`, { body });

describe('users (GC 10)', () => {
  it('[GC13.1] oneself, with more members only when selected', async () => {
    const { body } = await me.get('/me');
    expect(body).toMatchObject({ displayName: 'Ada Lindgren', mail: LIBRARIAN, userPrincipalName: LIBRARIAN });
    expect(body).not.toHaveProperty('userType');
    const selected = (await me.get('/me?$select=id,userType')).body;
    expect(Object.keys(selected)).toEqual(['@odata.context', 'id', 'userType']);
    expect((await me.get('/me?$select=nome')).status).toBe(400);
    expect((await me.get('/me?$expand=manager')).status).toBe(400);
  });

  it('[GC13.1] others need a wide permission; unknown ones are Request_ResourceNotFound', async () => {
    expect(refused(await me.get('/users/oak@library.example'))).toEqual([403, 'Authorization_RequestDenied']);
    const app = await asApplication('User.Read.All');
    expect((await app.get('/users/oak@library.example')).body.displayName).toBe('Oak Room');
    expect((await app.get('/users/nomail@library.example')).body.mail).toBe(null);
    const unknown = await app.get('/users/nobody@library.example');
    expect(refused(unknown)).toEqual([404, 'Request_ResourceNotFound']);
    expect(unknown.body.error.message).toMatch(/^Resource 'nobody@library.example' does not exist/);
  });

  it('[GC13.1] the list: $top, $filter, $orderby, $search, and $skiptoken for the next page', async () => {
    const app = await asApplication('User.Read.All');
    const all = (await app.get('/users?$top=999')).body.value;
    const first = (await app.get('/users?$top=3&$orderby=displayName&$select=id,displayName')).body;
    expect(first['@odata.nextLink']).toMatch(/\$skiptoken=/);
    const second = (await app.get(first['@odata.nextLink'])).body;
    const names = all
      .map((user: Json) => user.displayName)
      .sort((a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    expect([...first.value, ...second.value].map((user: Json) => user.displayName)).toEqual(names.slice(0, 6));
    expect((await app.get(`/users?$filter=${encoded("startswith(givenName,'Ad')")}`)).body.value).toHaveLength(1);
    expect(refused(await app.get('/users?$skip=1'))).toEqual([400, 'Request_UnsupportedQuery']);
    expect(refused(await app.get(`/users?$filter=${encoded("contains(mail,'a')")}`))).toEqual([
      400,
      'Request_UnsupportedQuery',
    ]);
    expect((await app.get('/users?$top=1000')).status).toBe(400);
    const search = `/users?$search=${encoded('"displayName:lind"')}&$count=true`;
    expect(refused(await app.get(search))).toEqual([400, 'Request_UnsupportedQuery']);
    const found = (await app.get(search, { ConsistencyLevel: 'eventual' })).body;
    expect([found['@odata.count'], found.value.length]).toEqual([2, 2]);
  });
});

describe('mailbox settings and zones (GC 10)', () => {
  it('[GC13.1] all members, any one alone, the zone by either kind of name', async () => {
    const { '@odata.context': _, ...settings } = (await me.get('/me/mailboxSettings')).body;
    expect(Object.keys(settings).sort()).toEqual(
      [
        'archiveFolder',
        'automaticRepliesSetting',
        'dateFormat',
        'delegateMeetingMessageDeliveryOptions',
        'language',
        'timeFormat',
        'timeZone',
        'userPurpose',
        'workingHours',
      ].sort(),
    );
    expect([settings.timeZone, settings.userPurpose]).toEqual(['Eastern Standard Time', 'user']);
    await choose({ timeZone: 'America/New_York', userPurpose: 'shared' });
    const zone = (await me.get('/me/mailboxSettings/timeZone')).body;
    expect(zone).toEqual({
      '@odata.context': expect.stringContaining('mailboxSettings/timeZone'),
      value: 'America/New_York',
    });
    expect((await me.get('/me/mailboxSettings?$select=userPurpose')).body.userPurpose).toBe('shared');
    expect((await me.get('/me/mailboxSettings/workingHours')).body.timeZone).toEqual({ name: 'America/New_York' });
    expect((await me.get('/me/mailboxSettings/colour')).body.error.message).toMatch(/segment 'colour'/);
    expect((await choose({ timeZone: 'Moon/Base' })).status).toBe(400);
  });

  it('[GC13.1] a room says that it is one; other people’s are for applications', async () => {
    const app = await asApplication('MailboxSettings.Read');
    expect((await app.get('/users/oak@library.example/mailboxSettings')).body.userPurpose).toBe('room');
    expect(refused(await me.get('/users/oak@library.example/mailboxSettings'))).toEqual([403, 'ErrorAccessDenied']);
  });

  it('[GC13.1] zones in both standards, and nothing else of /outlook', async () => {
    const names = async (call: string) =>
      (await me.get(`/me/outlook/${call}`)).body.value.map((zone: Json) => zone.alias);
    expect(await names('supportedTimeZones')).toContain('W. Europe Standard Time');
    const standard = (name: string) => `supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'${name}')`;
    expect(await names(standard('Iana'))).toContain('Europe/Berlin');
    expect(await names(standard('Windows'))).toContain('W. Europe Standard Time');
    expect((await me.get(`/me/outlook/${standard('Posix')}`)).status).toBe(400);
    expect((await me.get('/me/outlook/masterCategories')).body.error.message).toMatch(/segment 'masterCategories'/);
  });
});

describe('translateExchangeIds (GC 1.3)', () => {
  it('[GC13.4] between all five kinds of ids; what is none fails by itself', async () => {
    const { id } = (await me.post('/me/events', at('2026-10-06', '13:00', '14:00'))).body;
    const translate = async (inputIds: string[], sourceIdType: string, targetIdType: string) =>
      (await me.post('/me/translateExchangeIds', { inputIds, sourceIdType, targetIdType })).body.value;
    const plain = (await ask(tenant, 'GET', `/v1.0/me/events/${id}`, { token: me.token })).body.id;
    const types = ['entryId', 'ewsId', 'immutableEntryId', 'restId'];
    for (const type of types) {
      const [{ sourceId, targetId }] = await translate([id], 'restImmutableEntryId', type);
      expect([sourceId, targetId === id]).toEqual([id, false]);
      expect((await translate([targetId], type, 'restImmutableEntryId'))[0].targetId).toBe(id);
    }
    expect((await translate([plain], 'restId', 'restImmutableEntryId'))[0].targetId).toBe(id);
    const [wrong] = await translate([id], 'restId', 'restImmutableEntryId');
    expect(wrong).toEqual({ sourceId: id, errorDetails: expect.objectContaining({ code: 'ErrorInvalidIdMalformed' }) });
    const many = { inputIds: Array(1001).fill(id), sourceIdType: 'restId', targetIdType: 'ewsId' };
    expect((await me.post('/me/translateExchangeIds', many)).status).toBe(400);
    expect(
      (await me.post('/me/translateExchangeIds', { ...many, inputIds: [id], targetIdType: 'mapiId' })).status,
    ).toBe(400);
  });
});

describe('personal accounts (GC 12)', () => {
  const PAT = 'pat.rowan@personal.example';

  it('[GC13.1] have events, views and delta, by a short id of their own', async () => {
    const pat = await caller(tenant, PAT, ['User.Read', 'Calendars.ReadWrite', 'MailboxSettings.Read']);
    const { id } = (await pat.get('/me')).body;
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    const made = (await pat.post('/me/events', at('2026-10-06', '13:00', '14:00', { isOnlineMeeting: true }))).body;
    expect(made.webLink).toMatch(/^https:\/\/outlook\.live\.com\//);
    expect(made.onlineMeeting).toBe(null);
    expect((await pat.get(`/users/${id}/events/${made.id}`)).body.id).toBe(made.id);
    const span = 'startDateTime=2026-10-06T00:00:00Z&endDateTime=2026-10-07T00:00:00Z';
    expect((await pat.get(`/me/calendarView/delta?${span}`)).body.value).toHaveLength(1);
    expect((await pat.get('/me/mailboxSettings')).status).toBe(200);
    expect((await pat.get('/me/calendar')).body.allowedOnlineMeetingProviders).toEqual(['skypeForConsumer']);
    expect((await pat.get('/places/microsoft.graph.room')).status).toBe(403);
    expect((await pat.get(`/users/${LIBRARIAN}/calendarView?${span}`)).status).toBe(403);
  });

  it('[GC15.14] are given immutable ids, or are not', async () => {
    const pat = bearer(tenant, await tokenOf(tenant, PAT, ['Calendars.ReadWrite']));
    const made = await pat.post('/me/events', at('2026-10-06', '13:00', '14:00'));
    expect(made.body.id).toMatch(/^AAkA/);
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { personalImmutableIds: 'ignored' } });
    const plain = await ask(tenant, 'GET', `/v1.0/me/events/${made.body.id}`, { token: pat.token });
    expect(plain.body.id).toMatch(/^AAMk/);
    expect(plain.headers.get('preference-applied')).toBe(null);
  });

  it('[GC13.2] are out of reach of applications', async () => {
    const app = await asApplication('Calendars.ReadWrite');
    expect(refused(await app.get(`/users/${PAT}/events`))).toEqual([404, 'ErrorInvalidUser']);
  });
});
