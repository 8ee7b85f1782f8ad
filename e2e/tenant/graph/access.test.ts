import { beforeEach, describe, expect, it } from 'vitest';
import { takeDifferences } from '../answers/observe';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, LIBRARIAN, tokenOf } from '../testing';
import { advance, at, bearer, caller, refused, turn, WINDOW } from '../testing-graph';

let tenant: Tenant;

beforeEach(() => {
  tenant = frozenTenant();
});

const view = (user: string) => `/${user}/calendarView?${WINDOW}`;
const slot = at('2026-10-06', '13:00', '14:00');
/** Under ReadBasic an event lacks members on purpose, which the check of all answers does not know. */
const lessThanWhole = takeDifferences;
const asApplication = async (...roles: string[]) => bearer(tenant, await appToken(tenant, roles));

describe('the bearer (GC 0)', () => {
  it('[GC13.2] missing, wrong and expired tokens are 401 InvalidAuthenticationToken', async () => {
    const ask401 = (token?: string) => ask(tenant, 'GET', `/v1.0${view('me')}`, token ? { token } : {});
    for (const token of [undefined, 'abc']) {
      expect(refused(await ask401(token))).toEqual([401, 'InvalidAuthenticationToken']);
    }
    const me = await caller(tenant, LIBRARIAN);
    expect((await me.get(view('me'))).status).toBe(200);
    await advance(tenant, 5_400_000);
    expect(refused(await me.get(view('me')))).toEqual([401, 'InvalidAuthenticationToken']);
  });

  it('[GC13.2] /me is for people only: 400 to an application', async () => {
    const app = await asApplication('Calendars.ReadWrite');
    const answer = await app.get(view('me'));
    expect(refused(answer)).toEqual([400, 'BadRequest']);
    expect(answer.body.error.message).toBe('/me request is only valid with delegated authentication flow.');
    expect((await app.get(view('users/oak@library.example'))).status).toBe(200);
  });

  it('[GC13.2] unknown segments are told before the token is looked at, or after', async () => {
    const unknown = (token?: string) => ask(tenant, 'GET', '/v1.0/me/unicorns', token ? { token } : {});
    expect(refused(await unknown())).toEqual([400, 'BadRequest']);
    await turn(tenant, { segmentsBeforeToken: false });
    expect(refused(await unknown())).toEqual([401, 'InvalidAuthenticationToken']);
    expect(refused(await unknown(await tokenOf(tenant, LIBRARIAN)))).toEqual([400, 'BadRequest']);
  });
});

describe('scopes and roles by operation (GC 0.1)', () => {
  const delta = `/me/calendarView/delta?${WINDOW}`;

  it('[GC13.2] basic reads events, not delta; reads are not writes', async () => {
    const basic = await caller(tenant, LIBRARIAN, ['Calendars.ReadBasic']);
    expect((await basic.get('/me/events')).status).toBe(200);
    expect((await basic.get(view('me'))).status).toBe(200);
    lessThanWhole();
    expect(refused(await basic.get(delta))).toEqual([403, 'ErrorAccessDenied']);
    const reader = await caller(tenant, LIBRARIAN, ['Calendars.Read']);
    expect((await reader.get(delta)).status).toBe(200);
    expect(refused(await reader.post('/me/events', slot))).toEqual([403, 'ErrorAccessDenied']);
    const writer = await caller(tenant, LIBRARIAN, ['Calendars.ReadWrite']);
    expect((await writer.post('/me/events', slot)).status).toBe(201);
  });

  it('[GC13.2] roles of an application likewise', async () => {
    const mailbox = '/users/oak@library.example';
    const basic = await asApplication('Calendars.ReadBasic.All');
    expect((await basic.get(`${mailbox}/events`)).status).toBe(200);
    lessThanWhole();
    expect((await basic.get(`${mailbox}/calendarView/delta?${WINDOW}`)).status).toBe(403);
    const reader = await asApplication('Calendars.Read');
    expect((await reader.get(`${mailbox}/calendarView/delta?${WINDOW}`)).status).toBe(200);
    expect((await reader.post(`${mailbox}/events`, slot)).status).toBe(403);
    const none = await asApplication();
    expect(refused(await none.get(`${mailbox}/events`))).toEqual([403, 'ErrorAccessDenied']);
  });

  it('[GC13.2] each neighbour needs its own', async () => {
    const me = await caller(tenant, LIBRARIAN, ['Calendars.ReadWrite']);
    expect(refused(await me.get('/me'))).toEqual([403, 'Authorization_RequestDenied']);
    expect(refused(await me.get('/me/mailboxSettings'))).toEqual([403, 'ErrorAccessDenied']);
    expect(refused(await me.get('/places/microsoft.graph.room'))).toEqual([403, 'ErrorAccessDenied']);
    expect(refused(await me.get('/me/outlook/supportedTimeZones'))).toEqual([403, 'ErrorAccessDenied']);
    expect(refused(await me.post('/me/sendMail', {}))).toEqual([403, 'ErrorAccessDenied']);
  });

  it('[GC15.13] basic details are without body, also without preview, or times only', async () => {
    const writer = await caller(tenant, LIBRARIAN);
    const { id } = (await writer.post('/me/events', { ...slot, body: { contentType: 'text', content: 'x' } })).body;
    const basic = await caller(tenant, LIBRARIAN, ['Calendars.ReadBasic']);
    const has = async () => {
      const { body } = await basic.get(`/me/events/${id}`);
      return ['body', 'bodyPreview', 'subject', 'start'].filter((name) => name in body);
    };
    expect(await has()).toEqual(['bodyPreview', 'subject', 'start']);
    await turn(tenant, { readBasicOmits: 'body and preview' });
    expect(await has()).toEqual(['subject', 'start']);
    await turn(tenant, { readBasicOmits: 'all but times' });
    expect(await has()).toEqual(['start']);
    lessThanWhole();
    const expand = encodeURIComponent("singleValueExtendedProperties($filter=id eq 'String 0x4001001E')");
    expect(refused(await basic.get(`/me/events/${id}?$expand=${expand}`))).toEqual([403, 'ErrorAccessDenied']);
  });
});

describe('mailboxes that are none (GC 5.4, 9)', () => {
  it('[GC13.16] an unknown user, and a user without a mailbox, each in two ways', async () => {
    const app = await asApplication('Calendars.ReadWrite');
    const unknown = () => app.get(view('users/nobody@library.example'));
    const without = () => app.get(view('users/nomail@library.example'));
    expect(refused(await unknown())).toEqual([404, 'ErrorInvalidUser']);
    expect((await unknown()).body.error.message).toBe("The requested user 'nobody@library.example' is invalid.");
    expect(refused(await app.get(view('users/visitor@other.example')))).toEqual([404, 'ErrorInvalidUser']);
    expect(refused(await without())).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
    expect((await without()).body.error.message).toBe('REST API is not yet supported for this mailbox.');
    await turn(tenant, { unknownUserAnswer: 'ResourceNotFound', noMailboxAnswer: 'ResourceNotFound' });
    expect(refused(await unknown())).toEqual([404, 'ResourceNotFound']);
    expect(refused(await without())).toEqual([404, 'ResourceNotFound']);
  });

  it('[GC13.2] a user is named by GUID or principal name, an apostrophe in it included', async () => {
    const app = await asApplication('Calendars.ReadWrite', 'User.Read.All');
    const user = [...tenant.world().directory.users.values()].find((one) => one.upn.startsWith('ben.'));
    if (!user) throw new Error('no such person');
    user.upn = "o'brien@library.example";
    expect((await app.get(`/users/${user.id}/events`)).status).toBe(200);
    for (const name of ["o'brien@library.example", 'o%27brien@library.example', "O'Brien@Library.Example"]) {
      const answer = await app.get(`/users/${name}/events`);
      expect([answer.status, answer.body['@odata.context']]).toEqual([200, expect.stringContaining("''")]);
    }
    expect((await app.post("/users/o'brien@library.example/events", slot)).status).toBe(201);
  });
});
