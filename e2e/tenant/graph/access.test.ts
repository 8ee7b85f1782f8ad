import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, LIBRARIAN, meeting, register, tokenOf } from '../testing';

const WINDOW = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
let tenant: Tenant;

beforeEach(() => {
  tenant = frozenTenant();
});

const viewOf = (user: string, token?: string) =>
  ask(tenant, 'GET', `/v1.0/${user}/calendarView?${WINDOW}`, token ? { token } : {});
const codeOf = async (answer: ReturnType<typeof ask>) => {
  const { status, body } = await answer;
  return [status, body.error?.code];
};

describe('who may do what (GC 0, 5.4, 13.2)', () => {
  it('401 without, with a wrong and with an expired token', async () => {
    expect(await codeOf(viewOf('me'))).toEqual([401, 'InvalidAuthenticationToken']);
    expect(await codeOf(viewOf('me', 'abc'))).toEqual([401, 'InvalidAuthenticationToken']);
    const token = await tokenOf(tenant, LIBRARIAN);
    expect((await viewOf('me', token)).status).toBe(200);
    await ask(tenant, 'POST', '/_control/clock', { body: { advanceMs: 5_400_000 } });
    expect(await codeOf(viewOf('me', token))).toEqual([401, 'InvalidAuthenticationToken']);
  });

  it('/me is for people only; an application reaches every mailbox of its tenant', async () => {
    const token = await appToken(tenant, ['Calendars.ReadWrite']);
    expect(await codeOf(viewOf('me', token))).toEqual([400, 'BadRequest']);
    expect((await viewOf('users/oak@library.example', token)).status).toBe(200);
    expect(await codeOf(viewOf('users/visitor@other.example', token))).toEqual([404, 'ErrorInvalidUser']);
    expect(await codeOf(viewOf('users/nomail@library.example', token))).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
    const bare = await appToken(tenant, []);
    expect(await codeOf(viewOf('users/oak@library.example', bare))).toEqual([403, 'ErrorAccessDenied']);
  });

  it('another calendar needs the shared scope and the right in Exchange', async () => {
    const withScope = await tokenOf(tenant, LIBRARIAN);
    const without = await tokenOf(tenant, LIBRARIAN, ['Calendars.ReadWrite']);
    expect((await viewOf('users/linden@library.example', withScope)).status).toBe(200);
    expect(await codeOf(viewOf('users/linden@library.example', without))).toEqual([403, 'ErrorAccessDenied']);
    expect(await codeOf(viewOf('users/oak@library.example', withScope))).toEqual([403, 'ErrorAccessDenied']);
    const right = { action: 'calendar_role', mailbox: 'oak@library.example', upn: LIBRARIAN, role: 'read' };
    await ask(tenant, 'POST', '/_control/identity', { body: right });
    expect((await viewOf('users/oak@library.example', withScope)).status).toBe(200);
    const body = meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00');
    const write = ask(tenant, 'POST', '/v1.0/users/oak@library.example/events', { token: withScope, body });
    expect(await codeOf(write)).toEqual([403, 'ErrorAccessDenied']);
  });

  it('what a delegate creates belongs to the owner, and private events show times only', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    const body = meeting('x', '2026-10-06T16:00:00', '2026-10-06T17:00:00');
    const made = await ask(tenant, 'POST', '/v1.0/users/linden@library.example/events', { token, body });
    expect(made.body.organizer.emailAddress.address).toBe('linden@library.example');
    expect(made.body.isOrganizer).toBe(true);
    const secret = { ...body, subject: 'Secret', sensitivity: 'private' };
    const person = await ask(tenant, 'POST', '/_control/mailboxes/linden@library.example/events', { body: secret });
    const seen = await ask(tenant, 'GET', `/v1.0/users/linden@library.example/events/${person.body.restId}`, { token });
    expect(seen.body.subject).toBe('Private appointment');
    const path = `/v1.0/users/linden@library.example/events/${person.body.restId}`;
    expect(await codeOf(ask(tenant, 'PATCH', path, { token, body: { subject: 'y' } }))).toEqual([
      403,
      'ErrorAccessDenied',
    ]);
  });

  it('reads are not writes', async () => {
    const token = await tokenOf(tenant, LIBRARIAN, ['Calendars.Read']);
    expect((await viewOf('me', token)).status).toBe(200);
    const body = meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00');
    expect(await codeOf(ask(tenant, 'POST', '/v1.0/me/events', { token, body }))).toEqual([403, 'ErrorAccessDenied']);
    expect(await codeOf(ask(tenant, 'GET', '/v1.0/me', { token }))).toEqual([403, 'Authorization_RequestDenied']);
  });
});

describe('small neighbours (GC 10, 13.1, 13.3)', () => {
  it('an unknown segment is a 400, told before who is asking', async () => {
    const answer = await ask(tenant, 'GET', '/v1.0/me/unicorns');
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest']);
    expect(answer.body.error.message).toBe("Resource not found for the segment 'unicorns'.");
  });

  it('request ids are made and echoed', async () => {
    const answer = await ask(tenant, 'GET', '/v1.0/me', { headers: { 'client-request-id': 'abc' } });
    expect(answer.headers.get('client-request-id')).toBe('abc');
    expect(answer.headers.get('request-id')).toBe(answer.body.error.innerError['request-id']);
  });

  it('mailbox settings, calendars, rooms and mail', async () => {
    const scopes = ['User.Read', 'MailboxSettings.Read', 'Calendars.Read', 'Place.Read.All', 'Mail.Send'];
    const token = await tokenOf(tenant, LIBRARIAN, scopes, await register(tenant));
    const get = async (path: string) => (await ask(tenant, 'GET', `/v1.0${path}`, { token })).body;
    expect((await get('/me/mailboxSettings')).timeZone).toBe('Eastern Standard Time');
    expect((await get('/me/mailboxSettings/timeZone')).value).toBe('Eastern Standard Time');
    const { value } = await get('/me/calendars');
    expect(value).toMatchObject([{ name: 'Calendar', isDefaultCalendar: true, canEdit: true }]);
    expect((await get(`/me/calendars/${value[0].id}`)).name).toBe('Calendar');
    const rooms = (await get('/places/microsoft.graph.room')).value;
    expect(rooms).toHaveLength(9);
    expect(rooms[0]).toMatchObject({ displayName: 'Linden Room', emailAddress: 'linden@library.example' });
    const message = {
      subject: 'Hi',
      body: { contentType: 'Text', content: 'x' },
      toRecipients: [{ emailAddress: { address: 'a@b.example' } }],
    };
    expect((await ask(tenant, 'POST', '/v1.0/me/sendMail', { token, body: { message } })).status).toBe(202);
    expect((await ask(tenant, 'GET', '/_control/mails?to=a@b.example')).body.mails).toMatchObject([
      { subject: 'Hi', via: 'graph' },
    ]);
  });

  it('a batch runs its parts one by one in law and in any order (GC 7)', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    const requests = [
      { id: '1', method: 'GET', url: '/me' },
      { id: '2', method: 'GET', url: '/me/events/xyz', dependsOn: ['1'] },
      { id: '3', method: 'GET', url: '/me/calendar', dependsOn: ['2'] },
    ];
    const { status, body } = await ask(tenant, 'POST', '/v1.0/$batch', { token, body: { requests } });
    expect(status).toBe(200);
    const statuses = body.responses.map((one: { id: string; status: number }) => `${one.id} ${one.status}`).sort();
    expect(statuses).toEqual(['1 200', '2 400', '3 424']);
    const many = Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: 'GET', url: '/me' }));
    expect((await ask(tenant, 'POST', '/v1.0/$batch', { token, body: { requests: many } })).status).toBe(400);
  });
});
