import { beforeEach, describe, expect, it } from 'vitest';
import { takeDifferences } from '../answers/observe';
import type { Tenant } from '../app';
import { ask, BASE, frozenTenant, LIBRARIAN } from '../testing';
import { at, type Caller, caller, refused, turn, WINDOW } from '../testing-graph';

let tenant: Tenant;
let me: Caller;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN);
});

describe('addresses (GC 13.1)', () => {
  it('[GC13.1] every absolute address begins with the one asked at', async () => {
    for (let i = 0; i < 3; i += 1) await me.post('/me/events', at('2026-10-06', '13:00', '14:00'));
    const send = async (path: string) => {
      const headers = { Authorization: `Bearer ${me.token}` };
      return (await tenant.fetch(new Request(`http://127.0.0.1:9999/v1.0${path}`, { headers }))).json();
    };
    const list = await send('/me/events?$top=1');
    const delta = await send(`/me/calendarView/delta?${WINDOW}`);
    takeDifferences();
    const links = [list['@odata.context'], list['@odata.nextLink'], delta['@odata.deltaLink'], delta['@odata.context']];
    for (const link of links) expect(link).toMatch(/^http:\/\/127\.0\.0\.1:9999\/v1\.0\//);
  });

  it.each([
    ['/me/unicorns', 'unicorns'],
    ['/me/events/AAkALgAA/unicorns', 'unicorns'],
    ['/me/calendars/AAMkA/unicorns/x', 'unicorns'],
    ['/unicorns', 'unicorns'],
    ['/places', 'places'],
    ['/me/calendarView/delta/x', 'x'],
    ['/users/oak@library.example/events/x/attachments', 'attachments'],
    ['/me/events/$count', '$count'],
  ])('[GC13.1] %s: 400, resource not found for the segment %s', async (path, segment) => {
    const answer = await me.get(path);
    if (segment === '$count') return expect(refused(answer)).toEqual([400, 'ErrorInvalidIdMalformed']);
    expect(refused(answer)).toEqual([400, 'BadRequest']);
    expect(answer.body.error.message).toBe(`Resource not found for the segment '${segment}'.`);
  });

  it('[GC13.1] a known address with a method it has not is 405', async () => {
    for (const [method, path] of [
      ['PUT', '/me/events'],
      ['DELETE', '/me/calendar'],
      ['POST', '/me/calendarView'],
      ['PATCH', '/me/mailboxSettings'],
    ] as const) {
      const answer = await me.send(method, path, method === 'DELETE' ? {} : { body: {} });
      expect([answer.status, answer.body.error.message]).toEqual([
        405,
        'Specified HTTP method is not allowed for the request target.',
      ]);
    }
  });

  it('[GC13.1] segments are matched without case', async () => {
    expect((await me.get(`/Me/CalendarView?${WINDOW}`)).status).toBe(200);
    expect((await me.get(`/me/calendarview?StartDateTime=2026-10-01&EndDateTime=2026-10-02`)).status).toBe(200);
  });
});

describe('headers and bodies (GC 0, 9)', () => {
  it('[GC13.3] client-request-id is echoed, request-id made, and both stand in the error', async () => {
    const answer = await me.get('/me/unicorns', { 'client-request-id': 'abc' });
    expect(answer.headers.get('client-request-id')).toBe('abc');
    const { innerError } = answer.body.error;
    expect(innerError['client-request-id']).toBe('abc');
    expect(innerError['request-id']).toBe(answer.headers.get('request-id'));
    expect(innerError.date).toBe('2026-10-05T13:00:00');
    const plain = await me.get('/me');
    expect(plain.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(plain.headers.get('client-request-id')).toBe(plain.headers.get('request-id'));
    expect(plain.headers.get('x-ms-ags-diagnostic')).toContain('ServerInfo');
  });

  it('[GC13.3] Preference-Applied names what was honoured, and only that', async () => {
    const prefer =
      'IdType="ImmutableId", outlook.timezone="Asia/Tokyo", outlook.body-content-type="text", odata.maxpagesize=5, x=y';
    const answer = await me.get('/me/events', { Prefer: prefer });
    expect(answer.headers.get('preference-applied')).toBe(
      'IdType="ImmutableId", outlook.timezone="Asia/Tokyo", outlook.body-content-type="text"',
    );
    expect(answer.body.value[0].start.timeZone).toBe('Asia/Tokyo');
    const delta = await me.get(`/me/calendarView/delta?${WINDOW}`, { Prefer: 'odata.maxpagesize=5' });
    expect(delta.headers.get('preference-applied')).toBe('odata.track-changes, odata.maxpagesize=5');
  });

  it('[GC13.6] an unknown zone fails the whole request', async () => {
    const answer = await me.get('/me/events', { Prefer: 'outlook.timezone="Moon/Base"' });
    expect(refused(answer)).toEqual([400, 'TimeZoneNotSupportedException']);
  });

  it('[GC13.16] the inner error is spelled in two ways, and may be nested', async () => {
    const error = async () => (await me.get('/me/unicorns')).body.error;
    expect(Object.keys(await error())).toEqual(['code', 'message', 'innerError']);
    await turn(tenant, { errorBody: 'innererror' });
    expect((await error()).innererror['request-id']).toBeDefined();
    await turn(tenant, { errorBody: 'nested' });
    const { innerError } = await error();
    takeDifferences();
    expect(innerError.code).toBe('BadRequest');
    expect(innerError.innerError['request-id']).toBe(innerError['request-id']);
  });

  it('[GC15.9] names of another age come on command, with 503', async () => {
    for (const code of ['ErrorMailboxMoveInProgress', 'ErrorServerBusy', 'ErrorInvalidDateTime']) {
      const effect = { status: 503, body: { error: { code, message: 'x' } } };
      await ask(tenant, 'POST', '/_control/faults', { body: { where: { operation: 'event.list' }, effect } });
      expect(refused(await me.get('/me/events'))).toEqual([503, code]);
    }
  });

  it('[GC15.15] every answer is private to its caller and made anew', async () => {
    const count = async () => {
      const { headers, body } = await me.get('/me/events?$count=true');
      return [headers.get('cache-control'), body['@odata.count']];
    };
    const [cache, before] = await count();
    await me.post('/me/events', at('2026-10-06', '13:00', '14:00'));
    expect(await count()).toEqual([cache, Number(before) + 1]);
    expect(cache).toBe('private');
  });

  it('[GC13.16] a body must be JSON, say so, and be below 4 MB', async () => {
    const send = (body: string, type = 'application/json') =>
      tenant.fetch(
        new Request(`${BASE}/v1.0/me/events`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${me.token}`, 'Content-Type': type },
          body,
        }),
      );
    const slot = JSON.stringify(at('2026-10-06', '13:00', '14:00'));
    expect((await send(slot)).status).toBe(201);
    expect((await send(slot, 'text/plain')).status).toBe(400);
    for (const broken of ['{', '', '[]', 'null']) expect((await send(broken)).status).toBe(400);
    const large = await send(JSON.stringify({ subject: 'x'.repeat(4_300_000) }));
    expect(large.status).toBe(413);
  });
});
