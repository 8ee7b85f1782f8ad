import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, IMMUTABLE, type Json, LIBRARIAN, meeting, tokenOf } from '../testing';

const WINDOW = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
const VIEW = `/v1.0/me/calendarView?${WINDOW}&$top=500`;
const DELTA = `/v1.0/me/calendarView/delta?${WINDOW}`;

let tenant: Tenant;
let token: string;

beforeEach(async () => {
  tenant = frozenTenant({ calendars: 'empty' });
  token = await tokenOf(tenant, LIBRARIAN);
});

const control = (method: string, path: string, body?: Json) => ask(tenant, method, `/_control${path}`, { body });
const fault = async (body: Json) => {
  const answer = await control('POST', '/faults', body);
  expect(answer.status).toBe(200);
  return answer.body.id as string;
};
const get = (path: string, headers = {}) => ask(tenant, 'GET', path, { token, headers: { ...IMMUTABLE, ...headers } });
const at = (hour: number) => `2026-10-06T${String(hour).padStart(2, '0')}:00:00`;
const create = (hour = 10) =>
  ask(tenant, 'POST', '/v1.0/me/events', { token, headers: IMMUTABLE, body: meeting('x', at(hour), at(hour + 1)) });
const several = async (count: number) => {
  for (let i = 0; i < count; i += 1) await create(i % 20);
};
const stored = async () => (await control('GET', `/mailboxes/${LIBRARIAN}/events`)).body.value.length;
const deltaRound = async (link = DELTA): Promise<{ rows: Json[]; link: string }> => {
  const { body } = await get(link, { Prefer: 'IdType="ImmutableId", odata.maxpagesize=4' });
  if (body['@odata.deltaLink']) return { rows: body.value, link: body['@odata.deltaLink'] };
  const rest = await deltaRound(body['@odata.nextLink']);
  return { rows: [...body.value, ...rest.rows], link: rest.link };
};

describe('answers in place of an answer', () => {
  it.each([
    [429, '0'],
    [429, '1'],
    [429, '30'],
    [429, undefined],
    [503, '5'],
    [503, undefined],
  ])('[SD14] [GC13.16] %i with Retry-After %s, once', async (status, retryAfter) => {
    await fault({ effect: { status, ...(retryAfter ? { headers: { 'Retry-After': retryAfter } } : {}) } });
    const { status: seen, headers } = await get('/v1.0/me');
    expect([seen, headers.get('retry-after')]).toEqual([status, retryAfter ?? null]);
    expect((await get('/v1.0/me')).status).toBe(200);
  });

  it.each([
    [500, 'ErrorInternalServerTransientError'],
    [503, 'MailboxInfoStale'],
    [503, 'ErrorConcurrentItemSave'],
    [507, 'quotaLimitReached'],
    [423, 'locked'],
  ])('[GC13.16] %i with the code %s of the table of errors', async (status, code) => {
    await fault({ effect: { status, code } });
    const answer = await get('/v1.0/me');
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.innerError['request-id']).toEqual(expect.any(String));
  });

  it('[GC13.16] empty bodies, bodies of HTML, bodies cut in the midst', async () => {
    await fault({
      effect: { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<html>Bad Gateway</html>' },
    });
    await fault({ effect: { status: 503, body: null }, skip: 1 });
    const html = await get('/v1.0/me');
    expect([html.status, html.body]).toEqual([502, '<html>Bad Gateway</html>']);
    expect((await get('/v1.0/me')).body).toBe('');
    await fault({ effect: 'empty_body' });
    const empty = await get('/v1.0/me');
    expect([empty.status, empty.body]).toEqual([200, '']);
    await fault({ effect: { cutBodyAt: 25 } });
    await expect(get('/v1.0/me')).rejects.toThrow(SyntaxError);
  });

  it('[SD14] in one part of a batch, the rest of it whole', async () => {
    await fault({
      where: { operation: 'event.list', inBatch: true },
      effect: { status: 429, headers: { 'Retry-After': '12' } },
    });
    expect((await get('/v1.0/me/events')).status).toBe(200);
    const requests = [
      { id: 'a', method: 'GET', url: '/me' },
      { id: 'b', method: 'GET', url: '/me/events' },
    ];
    const { status, body } = await ask(tenant, 'POST', '/v1.0/$batch', { token, body: { requests } });
    const of = (id: string) => body.responses.find((one: Json) => one.id === id);
    expect([status, of('a').status, of('b').status, of('b').headers['Retry-After']]).toEqual([200, 200, 429, '12']);
  });

  it('[SD14] a connection that breaks behind a batch is a 504 of that part', async () => {
    await fault({ where: { operation: 'event.create' }, effect: 'reset_after_commit' });
    const part = { id: '1', method: 'POST', url: '/me/events', headers: { 'Content-Type': 'application/json' } };
    const body = { requests: [{ ...part, body: meeting('x', at(9), at(10)) }] };
    const answer = await ask(tenant, 'POST', '/v1.0/$batch', { token, body });
    expect([answer.body.responses[0].status, await stored()]).toEqual([504, 1]);
  });
});

describe('answers lost before and after the work', () => {
  it.each([
    ['reset_before', 0],
    ['reset_after_commit', 1],
  ])('[SD14] %s: event.create leaves %i', async (effect, left) => {
    await fault({ where: { operation: 'event.create' }, effect });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(await stored()).toBe(left);
  });

  it.each([
    [{ status: 503 }, 0],
    [{ status: 504, afterCommit: true }, 1],
  ])('[SD14] %j: event.create leaves %i', async (effect, left) => {
    await fault({ where: { operation: 'event.create' }, effect });
    expect((await create()).status).toBe(effect.status);
    expect(await stored()).toBe(left);
  });

  const subscription = {
    changeType: 'created',
    notificationUrl: 'http://localhost:3000/hook',
    resource: 'me/events',
    expirationDateTime: '2026-10-08T00:00:00Z',
  };
  it.each<[string, (id: string) => Promise<unknown>, string[]]>([
    [
      'event.update',
      (id) => ask(tenant, 'PATCH', `/v1.0/me/events/${id}`, { token, body: { subject: 'y' } }),
      ['y', 'x'],
    ],
    ['event.delete', (id) => ask(tenant, 'DELETE', `/v1.0/me/events/${id}`, { token }), ['gone', 'x']],
    [
      'subscription.create',
      () => ask(tenant, 'POST', '/v1.0/subscriptions', { token, body: subscription }),
      ['1', '0'],
    ],
  ])('[SD14] %s: broken, refused and cut, before and after it is done', async (operation, run, [done, undone]) => {
    const answering: typeof fetch = async (url) =>
      new Response(new URL(String(url)).searchParams.get('validationToken'), {
        headers: { 'Content-Type': 'text/plain' },
      });
    for (const [effect, outcome] of [
      ['reset_before', undone],
      [{ status: 503, body: null }, undone],
      ['reset_after_commit', done],
      [{ status: 504, afterCommit: true }, done],
      [{ cutBodyAt: 3 }, done],
    ] as const) {
      tenant = frozenTenant({ calendars: 'empty', deliver: answering });
      token = await tokenOf(tenant, LIBRARIAN);
      const { id } = (await create()).body;
      await fault({ where: { operation }, effect });
      await run(id).catch(() => undefined);
      if (operation === 'subscription.create') {
        expect(String((await control('GET', '/subscriptions')).body.subscriptions.length)).toBe(outcome);
      } else {
        const { status, body } = await get(`/v1.0/me/events/${id}`);
        expect(status === 404 ? 'gone' : body.subject).toBe(outcome);
      }
    }
  });

  it('[SD14] stored, with the body of the answer cut', async () => {
    await fault({ where: { operation: 'event.create' }, effect: { cutBodyAt: 60 } });
    await expect(create()).rejects.toThrow(SyntaxError);
    expect(await stored()).toBe(1);
  });

  it('[SD14] on the token endpoint too, with no answer at all or an empty one', async () => {
    await fault({ where: { operation: 'token' }, effect: 'reset_after_commit' });
    await expect(appToken(tenant, ['Calendars.Read'])).rejects.toThrow('fetch failed');
    await fault({ where: { operation: 'token' }, effect: { status: 503, body: null } });
    expect(await appToken(tenant, ['Calendars.Read'])).toBeUndefined();
  });

  it('[SD14] an answer held until the tenant’s clock has moved on: the echo is there before it', async () => {
    await fault({ where: { operation: 'event.create' }, effect: { holdMs: 30_000, afterCommit: true } });
    let isAnswered = false;
    const answer = create().finally(() => {
      isAnswered = true;
    });
    await expect.poll(stored).toBe(1);
    expect((await get(VIEW)).body.value).toHaveLength(1);
    expect(isAnswered).toBe(false);
    await control('POST', '/clock', { advanceMs: 30_000 });
    expect((await answer).status).toBe(201);
  });
});

describe('the state of delta', () => {
  it('[SD14] [GC13.11] is gone at the start, in mid-paging, and as often as wanted', async () => {
    await several(9);
    const round = await deltaRound();
    await fault({ where: { query: '$deltatoken' }, effect: 'gone', times: 2 });
    for (const _ of [1, 2]) expect((await get(round.link)).body.error.code).toBe('SyncStateNotFound');
    expect((await get(round.link)).status).toBe(200);
    await fault({ where: { operation: 'calendarView.delta', query: '$skiptoken' }, effect: 'gone' });
    const first = await get(DELTA, { Prefer: 'odata.maxpagesize=4' });
    expect(first.status).toBe(200);
    expect((await get(first.body['@odata.nextLink'])).status).toBe(410);
  });

  it('[GC13.11] is gone in each of the ways that were seen', async () => {
    await fault({ effect: { gone: '410 ResyncRequired with Location' } });
    const gone = await get(DELTA);
    expect([gone.status, gone.body.error.code]).toEqual([410, 'ResyncRequired']);
    expect(gone.headers.get('location')).toMatch(
      /^http:\/\/localhost:4365\/v1\.0\/me\/calendarView\/delta\?.*\$deltatoken=$/,
    );
    await fault({ effect: { gone: '400 SyncStateInvalid' } });
    expect((await get(DELTA)).body.error.code).toBe('SyncStateInvalid');
  });
});

describe('listings that lie', () => {
  it('[SD14] empty where there are events, for one read', async () => {
    await several(3);
    await fault({ effect: 'empty_listing' });
    expect((await get(VIEW)).body.value).toEqual([]);
    expect((await get(VIEW)).body.value).toHaveLength(3);
    await fault({ where: { operation: 'calendarView.delta' }, effect: 'empty_listing' });
    const { body } = await get(DELTA);
    expect([body.value, typeof body['@odata.deltaLink']]).toEqual([[], 'string']);
  });

  it('[SD14] half the events gone, the same ones for the same seed', async () => {
    await several(40);
    const seen = async () => {
      await fault({ where: { operation: 'calendarView' }, effect: { hideEvents: 0.5 }, seed: 'half' });
      return (await get(VIEW)).body.value.map((row: Json) => row.id);
    };
    const first = await seen();
    expect(first.length).toBeGreaterThan(8);
    expect(first.length).toBeLessThan(32);
    expect(await seen()).toEqual(first);
    expect((await get(VIEW)).body.value).toHaveLength(40);
  });

  it.each([
    ['emptyId', (row: Json) => row.id === '' && row.iCalUId === ''],
    ['noId', (row: Json) => !('id' in row)],
    ['noEnd', (row: Json) => 'start' in row && !('end' in row)],
    ['noTimes', (row: Json) => !('start' in row) && !('end' in row)],
    ['nullTimes', (row: Json) => row.start === null && row.end === null],
    ['badTimes', (row: Json) => row.start.dateTime === 'soon'],
    ['noShowAs', (row: Json) => !('showAs' in row)],
    ['null', (row: Json) => row === null],
  ])('[SD14] one row more, malformed: %s', async (malformedRow, isSo) => {
    await several(2);
    await fault({ where: { operation: 'calendarView' }, effect: { malformedRow } });
    const rows = (await get(VIEW)).body.value;
    expect(rows).toHaveLength(3);
    expect(rows.filter(isSo)).toHaveLength(1);
  });

  it('[GC13.11] rows repeated, and a page told twice', async () => {
    await several(9);
    await fault({ where: { operation: 'calendarView.delta' }, effect: 'repeat_rows' });
    expect((await deltaRound()).rows).toHaveLength(13);
    await fault({ where: { operation: 'calendarView.delta', query: '$skiptoken' }, effect: 'replay_page' });
    const { rows } = await deltaRound();
    expect([rows.length, new Set(rows.map((row) => row.id)).size]).toEqual([13, 9]);
  });

  it('[SD14] a write that is done and not yet seen, then seen by delta as well', async () => {
    await create(8);
    const { link } = await deltaRound();
    await fault({ effect: { lateVisibilityMs: 30_000 }, times: null });
    await create(10);
    expect((await get(VIEW)).body.value).toHaveLength(1);
    const early = await deltaRound(link);
    expect(early.rows).toEqual([]);
    await control('POST', '/clock', { advanceMs: 31_000 });
    expect((await get(VIEW)).body.value).toHaveLength(2);
    expect((await deltaRound(early.link)).rows).not.toEqual([]);
  });
});

describe('tokens and rights, in the midst of a round', () => {
  it('[SD14] the token ends between two pages', async () => {
    await several(9);
    const first = await get(DELTA, { Prefer: 'odata.maxpagesize=4' });
    await fault({ where: { query: '$skiptoken' }, effect: 'expire_token' });
    const second = await get(first.body['@odata.nextLink']);
    expect([second.status, second.body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
    expect((await get('/v1.0/me')).status).toBe(401);
  });

  it('[SD14] a claims challenge', async () => {
    await fault({ effect: 'claims_challenge' });
    const { status, headers } = await get('/v1.0/me');
    const challenge = headers.get('www-authenticate') ?? '';
    const claims = /claims="([^"]+)"/.exec(challenge)?.[1] ?? '';
    expect([status, challenge.includes('error="insufficient_claims"')]).toEqual([401, true]);
    expect(JSON.parse(Buffer.from(claims, 'base64').toString()).access_token.nbf.essential).toBe(true);
  });

  it('[SD14] rights withdrawn, and a person’s edit, exactly there', async () => {
    const room = '/v1.0/users/linden@library.example/calendarView/delta?';
    const right = { action: 'calendar_role', mailbox: 'linden@library.example', upn: LIBRARIAN, role: 'none' };
    for (let i = 0; i < 3; i += 1)
      await control('POST', '/mailboxes/linden@library.example/events', meeting('x', at(9), at(10)));
    await fault({
      where: { query: '$skiptoken' },
      effect: { act: { method: 'POST', path: '/identity', body: right } },
    });
    const first = await get(room + WINDOW, { Prefer: 'odata.maxpagesize=2' });
    expect((await get(first.body['@odata.nextLink'])).status).toBe(403);

    const { id, '@odata.etag': etag } = (await create()).body;
    const edit = { method: 'PATCH', path: `/mailboxes/${LIBRARIAN}/events/${id}`, body: { subject: 'by hand' } };
    await fault({ where: { operation: 'event.update' }, effect: { act: edit } });
    const headers = { ...IMMUTABLE, 'If-Match': etag };
    const path = `/v1.0/me/events/${id}`;
    expect((await ask(tenant, 'PATCH', path, { token, headers, body: { showAs: 'free' } })).status).toBe(412);
  });
});

describe('which requests meet a fault', () => {
  it('[GC13.16] by chance with a seed, after so many, until a time, and counted', async () => {
    const pattern = async () => {
      const id = await fault({ effect: { status: 503 }, times: null, probability: 0.3, seed: 'storm' });
      const statuses: number[] = [];
      for (let i = 0; i < 60; i += 1) statuses.push((await get('/v1.0/me')).status);
      const [listed] = (await control('GET', '/faults')).body.faults;
      const met = statuses.filter((status) => status === 503).length;
      expect(listed).toMatchObject({ id, times: null, left: null, seen: 60, used: met, probability: 0.3 });
      expect((await control('DELETE', `/faults/${id}`)).status).toBe(200);
      return statuses;
    };
    const first = await pattern();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await pattern()).toEqual(first);

    await fault({ effect: { status: 503 }, skip: 2 });
    const after = [await get('/v1.0/me'), await get('/v1.0/me'), await get('/v1.0/me'), await get('/v1.0/me')];
    expect(after.map((one) => one.status)).toEqual([200, 200, 503, 200]);

    await fault({ effect: { status: 503 }, forMs: 60_000 });
    for (let i = 0; i < 3; i += 1) expect((await get('/v1.0/me')).status).toBe(503);
    await control('POST', '/clock', { advanceMs: 60_000 });
    expect((await get('/v1.0/me')).status).toBe(200);
    const { faults, spent } = (await control('GET', '/faults')).body;
    expect([faults, spent.map((one: Json) => one.used)]).toEqual([[], [1, 3]]);
  });

  it('[GC13.16] by a header of the request itself', async () => {
    const withHeader = (value: string) => get('/v1.0/me', { 'x-stand-in-fault': value });
    expect((await withHeader('{"status":503,"headers":{"Retry-After":"7"}}')).headers.get('retry-after')).toBe('7');
    await expect(withHeader('reset_before')).rejects.toThrow('fetch failed');
    expect((await withHeader('explode')).status).toBe(400);
    expect((await withHeader('empty_listing')).status).toBe(400);
    expect((await get('/v1.0/me')).status).toBe(200);
  });
});
