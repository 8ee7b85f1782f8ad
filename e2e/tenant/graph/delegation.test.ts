import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, LIBRARIAN } from '../testing';
import { at, type Caller, caller, person, refused, turn, WINDOW } from '../testing-graph';

let tenant: Tenant;
let me: Caller;
const OAK = 'oak@library.example';
const slot = at('2026-10-06', '22:00', '23:00');

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN);
});

const give = (role: string, mailbox = OAK) =>
  ask(tenant, 'POST', '/_control/identity', { body: { action: 'calendar_role', mailbox, upn: LIBRARIAN, role } });
const read = () => me.get(`/users/${OAK}/calendarView?${WINDOW}`);
const write = (more = {}) => me.post(`/users/${OAK}/calendar/events`, { ...slot, ...more });
const share = async (body: Json) =>
  (await ask(tenant, 'POST', '/_control/calendar-shares', { body: { owner: OAK, upn: LIBRARIAN, ...body } })).body
    .calendarId;

describe('rights in another mailbox (GC 5.4)', () => {
  it('[GC13.2] need the shared scope as well as the role', async () => {
    await give('write');
    expect((await read()).status).toBe(200);
    for (const scope of ['Calendars.ReadWrite', 'Calendars.Read', 'Calendars.ReadBasic']) {
      me = await caller(tenant, LIBRARIAN, [scope]);
      expect(refused(await read())).toEqual([403, 'ErrorAccessDenied']);
    }
    me = await caller(tenant, LIBRARIAN, ['Calendars.Read.Shared']);
    expect((await read()).status).toBe(200);
    expect(refused(await write())).toEqual([403, 'ErrorAccessDenied']);
  });

  it.each([
    ['none', 403, 403, 403],
    ['freeBusyRead', 403, 403, 403],
    ['limitedRead', 403, 403, 403],
    ['custom', 403, 403, 403],
    ['read', 200, 403, 403],
    ['write', 200, 201, 403],
    ['delegateWithoutPrivateEventAccess', 200, 201, 403],
    ['delegateWithPrivateEventAccess', 200, 201, 200],
  ])('[GC13.2] role %s: read %i, create %i, change of a private event %i', async (role, reads, creates, changes) => {
    await give(role);
    const secret = await person(tenant, OAK).create({ ...slot, sensitivity: 'private', subject: 'Secret' });
    expect((await read()).status).toBe(reads);
    expect((await write()).status).toBe(creates);
    const path = `/users/${OAK}/events/${secret.id}`;
    expect((await me.patch(path, { subject: 'y' })).status).toBe(changes);
    if (reads !== 200) return;
    const seen = (await me.get(path)).body;
    const isTold = role === 'delegateWithPrivateEventAccess';
    expect([seen.subject, seen.start.dateTime]).toEqual([
      isTold ? 'y' : 'Private appointment',
      '2026-10-06T22:00:00.0000000',
    ]);
  });

  it('[GC13.2] what is not shared is 403, or 404 by a switch', async () => {
    const answer = await read();
    expect(refused(answer)).toEqual([403, 'ErrorAccessDenied']);
    expect(answer.body.error.message).toBe('Access is denied. Check credentials and try again.');
    await turn(tenant, { notSharedAnswer: '404 ErrorItemNotFound' });
    expect(refused(await read())).toEqual([404, 'ErrorItemNotFound']);
    await give('read');
    expect(refused(await write())).toEqual([403, 'ErrorAccessDenied']);
  });

  it('[GC13.2] what a delegate creates belongs to the owner', async () => {
    await give('write');
    const { body } = await write();
    expect(body).toMatchObject({ isOrganizer: true, organizer: { emailAddress: { address: OAK } } });
  });

  it('[GC13.2] calendars besides the default one are not seen by others', async () => {
    await give('write');
    const app = tenant.world().directory;
    const owner = [...app.users.values()].find((user) => user.upn === OAK);
    const mailbox = owner && tenant.world().mailboxes.get(owner.id);
    expect(mailbox?.calendars.size).toBe(1);
    const first = (await me.get(`/users/${OAK}/calendars`)).body.value;
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ canEdit: true, canShare: false, canViewPrivateItems: false, isRemovable: false });
  });
});

describe('shared calendars in the own list (GC 5.4)', () => {
  it('[GC13.2] come there once accepted, under an id of their own', async () => {
    const calendarId = await share({ role: 'write' });
    const rows = (await me.get('/me/calendars')).body.value;
    const shared = rows.find((row: Json) => row.id === calendarId);
    expect(shared).toMatchObject({
      name: 'Oak Room',
      isDefaultCalendar: false,
      canEdit: true,
      canShare: false,
      isRemovable: true,
      owner: { address: OAK },
    });
    expect((await me.get(`/me/calendars/${calendarId}`)).body.id).toBe(calendarId);
    await give('read');
    expect((await me.get(`/me/calendars/${calendarId}`)).body.canEdit).toBe(false);
    await give('none');
    expect((await me.get('/me/calendars')).body.value).toHaveLength(rows.length - 1);
    expect((await me.get(`/me/calendars/${calendarId}`)).status).toBe(403);
  });

  it('[GC13.4] its events have other ids there, and the owner’s are not known', async () => {
    const calendarId = await share({ role: 'write' });
    const made = (await me.post(`/me/calendars/${calendarId}/events`, slot)).body;
    expect(made.organizer.emailAddress.address).toBe(OAK);
    const [owned] = (await me.get(`/users/${OAK}/events?$filter=iCalUId%20eq%20'${made.iCalUId}'`)).body.value;
    expect(owned.id).not.toBe(made.id);
    const path = `/me/calendars/${calendarId}/events`;
    expect((await me.get(`${path}/${made.id}`)).body.subject).toBe('Booked');
    expect(refused(await me.get(`${path}/${owned.id}`))).toEqual([404, 'ErrorItemNotFound']);
    expect((await me.patch(`/me/events/${made.id}`, { subject: 'New' })).body).toMatchObject({
      id: made.id,
      subject: 'New',
    });
    expect((await me.get(`/users/${OAK}/events/${owned.id}`)).body.subject).toBe('New');
    expect((await me.remove(`${path}/${made.id}`)).status).toBe(204);
  });

  it('[V4] delta works there, or is refused like on other calendars', async () => {
    const calendarId = await share({ role: 'read' });
    const delta = () => me.get(`/me/calendars/${calendarId}/calendarView/delta?${WINDOW}`);
    expect((await delta()).status).toBe(200);
    await turn(tenant, { deltaOnOtherCalendars: false });
    expect((await delta()).status).toBe(400);
  });

  it('[GC13.16] shared the old way they are not listed, and their id under the owner gives 500', async () => {
    expect(await share({ role: 'write', way: 'old' })).toBe(null);
    expect((await me.get('/me/calendars')).body.value).toHaveLength(1);
    const { id } = (await me.get(`/users/${OAK}/calendar`)).body;
    const answer = await me.get(`/users/${OAK}/calendars/${id}/events`);
    expect(refused(answer)).toEqual([500, 'ErrorInternalServerTransientError']);
    expect((await me.get(`/users/${OAK}/events`)).status).toBe(200);
  });

  it('[GC13.2] deleting one takes it off the list only', async () => {
    const calendarId = await share({ role: 'write' });
    expect((await me.remove(`/me/calendars/${calendarId}`)).status).toBe(204);
    expect((await me.get('/me/calendars')).body.value).toHaveLength(1);
    expect((await me.get(`/users/${OAK}/calendar`)).status).toBe(200);
  });
});
