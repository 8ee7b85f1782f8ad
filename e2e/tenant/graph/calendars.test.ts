import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, type Json, LIBRARIAN } from '../testing';
import { at, bearer, type Caller, caller, encoded, refused, WINDOW } from '../testing-graph';

let tenant: Tenant;
let me: Caller;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN);
});

describe('calendars (GC 10)', () => {
  it('[GC13.1] the default one with all its members', async () => {
    const { '@odata.context': context, ...calendar } = (await me.get('/me/calendar')).body;
    expect(context).toMatch(/#users\('[0-9a-f-]+'\)\/calendars\/\$entity$/);
    expect(calendar).toEqual({
      id: expect.stringMatching(/^AAMk/),
      name: 'Calendar',
      color: 'auto',
      hexColor: '',
      isDefaultCalendar: true,
      changeKey: expect.any(String),
      canShare: true,
      canViewPrivateItems: true,
      canEdit: true,
      allowedOnlineMeetingProviders: ['teamsForBusiness'],
      defaultOnlineMeetingProvider: 'teamsForBusiness',
      isTallyingResponses: true,
      isRemovable: false,
      owner: { name: 'Ada Lindgren', address: LIBRARIAN },
    });
    const selected = (await me.get('/me/calendars?$select=name')).body.value[0];
    expect(Object.keys(selected).sort()).toEqual(['id', 'name']);
    expect((await me.get('/me/calendars?$select=nome')).status).toBe(400);
    expect((await me.get("/me/calendars?$filter=name eq 'x'")).status).toBe(400);
  });

  it('[GC13.1] are made, renamed, coloured and deleted with what is in them', async () => {
    const made = (await me.post('/me/calendars', { name: 'Second', color: 'lightBlue' })).body;
    expect(made).toMatchObject({ name: 'Second', color: 'lightBlue', isDefaultCalendar: false, isRemovable: true });
    expect(refused(await me.post('/me/calendars', { name: 'second' }))).toEqual([409, 'ErrorFolderExists']);
    expect((await me.post('/me/calendars', { name: '' })).status).toBe(400);
    expect((await me.post('/me/calendars', { name: 'x', colour: 'red' })).status).toBe(400);
    const path = `/me/calendars/${made.id}`;
    expect((await me.patch(path, { name: 'Other' })).body.name).toBe('Other');
    expect(refused(await me.patch(path, { name: 'Calendar' }))).toEqual([409, 'ErrorFolderExists']);
    const event = (await me.post(`${path}/events`, at('2026-10-06', '13:00', '14:00'))).body;
    expect((await me.get(`${path}/calendarView?${WINDOW}`)).body.value).toHaveLength(1);
    expect((await me.remove(path)).status).toBe(204);
    expect(refused(await me.get(path))).toEqual([404, 'ErrorItemNotFound']);
    expect(refused(await me.get(`/me/events/${event.id}`))).toEqual([404, 'ErrorItemNotFound']);
    const first = (await me.get('/me/calendar')).body.id;
    expect(refused(await me.remove(`/me/calendars/${first}`))).toEqual([400, 'ErrorInvalidRequest']);
  });

  it('[GC13.16] a calendar that is gone is told to delta in words of its own', async () => {
    const { id } = (await me.post('/me/calendars', { name: 'Second' })).body;
    await me.remove(`/me/calendars/${id}`);
    const path = `/me/calendars/${id}/calendarView`;
    expect(refused(await me.get(`${path}?${WINDOW}`))).toEqual([404, 'ErrorItemNotFound']);
    expect(refused(await me.get(`${path}/delta?${WINDOW}`))).toEqual([404, 'ErrorSyncFolderNotFound']);
    expect(refused(await me.get('/me/calendars/xyz'))).toEqual([400, 'ErrorInvalidIdMalformed']);
  });

  it('[GC13.1] /events and /calendar/events are those of the default calendar', async () => {
    const { id } = (await me.post('/me/calendars', { name: 'Second' })).body;
    await me.post(`/me/calendars/${id}/events`, at('2026-10-06', '13:00', '14:00', { subject: 'there' }));
    const query = `?$filter=${encoded("subject eq 'there'")}`;
    const count = async (path: string) => (await me.get(path + query)).body.value.length;
    expect(await count('/me/events')).toBe(0);
    expect(await count('/me/calendar/events')).toBe(0);
    expect(await count(`/me/calendars/${id}/events`)).toBe(1);
  });
});

describe('calendar groups', () => {
  it('[GC13.1] two have always been there; others hold calendars of their own', async () => {
    const groups = (await me.get('/me/calendarGroups')).body.value;
    expect(groups.map((group: Json) => group.name)).toEqual(['My Calendars', 'Other Calendars']);
    const [mine, others] = groups;
    const named = async (group: Json) =>
      (await me.get(`/me/calendarGroups/${group.id}/calendars`)).body.value.map((one: Json) => one.name);
    expect([await named(mine), await named(others)]).toEqual([['Calendar'], []]);
    const shift = { owner: 'oak@library.example', upn: LIBRARIAN, role: 'read' };
    await ask(tenant, 'POST', '/_control/calendar-shares', { body: shift });
    expect(await named(others)).toEqual(['Oak Room']);
    const group = (await me.post('/me/calendarGroups', { name: 'Desks' })).body;
    const made = (await me.post(`/me/calendarGroups/${group.id}/calendars`, { name: 'Desk 1' })).body;
    expect([await named(group), await named(mine)]).toEqual([['Desk 1'], ['Calendar']]);
    const path = `/calendars/${made.id}/events`;
    await me.post(`/me/calendarGroups/${group.id}${path}`, at('2026-10-06', '13:00', '14:00'));
    expect((await me.get(`/me${path}`)).body.value).toHaveLength(1);
    expect(refused(await me.get(`/me/calendarGroups/${mine.id}${path}`))).toEqual([404, 'ErrorItemNotFound']);
    expect((await me.remove(`/me/calendarGroups/${group.id}`)).status).toBe(400);
    await me.remove(`/me/calendars/${made.id}`);
    expect((await me.remove(`/me/calendarGroups/${group.id}`)).status).toBe(204);
    expect(refused(await me.get(`/me/calendarGroups/${group.id}`))).toEqual([404, 'ErrorItemNotFound']);
    expect((await me.remove(`/me/calendarGroups/${mine.id}`)).status).toBe(400);
  });
});

describe('calendar permissions', () => {
  it('[GC13.2] tell an owner or an application with whom the calendar is shared', async () => {
    const linden = '/users/linden@library.example/calendar/calendarPermissions';
    const app = bearer(tenant, await appToken(tenant, ['Calendars.Read']));
    const rows = (await app.get(linden)).body.value;
    expect(rows[0]).toMatchObject({
      role: 'freeBusyRead',
      isRemovable: false,
      emailAddress: { name: 'My Organization' },
    });
    const ada = rows.find((row: Json) => row.emailAddress.address === LIBRARIAN);
    expect(ada).toMatchObject({ role: 'write', isInsideOrganization: true });
    expect((await me.get('/me/calendar/calendarPermissions')).body.value).toHaveLength(1);
    expect(refused(await me.get(linden))).toEqual([403, 'ErrorAccessDenied']);
  });
});
