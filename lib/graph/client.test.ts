import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type GraphCall, type GraphSession, graphRequest, pathOfLink } from './client';

type Sent = { url: string; method: string; headers: Headers; body: string | null };

function world(answers: (Response | Error)[], tokens = ['first', 'second']) {
  const sent: Sent[] = [];
  const calls: GraphCall[] = [];
  const session: GraphSession = {
    graphOrigin: 'http://127.0.0.1:4365',
    fetch: (async (url: string, init: RequestInit) => {
      sent.push({
        url,
        method: init.method ?? 'GET',
        headers: new Headers(init.headers),
        body: (init.body as string) ?? null,
      });
      const answer = answers.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error('nothing more to say');
      return answer;
    }) as typeof fetch,
    accessToken: async (rejected) => (rejected ? (tokens[1] ?? rejected) : (tokens[0] ?? '')),
    onCall: (call) => {
      calls.push(call);
    },
  };
  return { session, sent, calls };
}

const read = { op: 'test', mailbox: 'm', method: 'GET', path: "/users/m/events?$filter=a%20eq%20'b'&$top=5" } as const;
const shape = z.object({ value: z.number() });
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

describe('a request', () => {
  test('goes to the configured origin, with token, immutable ids, UTC and an id of its own', async () => {
    const { session, sent, calls } = world([json({ value: 1, subject: 'Quill' })]);
    expect(await graphRequest(session, { ...read, shape, prefer: ['odata.maxpagesize=5'] })).toEqual({ value: 1 });
    const [request] = sent;
    expect(request?.url).toBe("http://127.0.0.1:4365/v1.0/users/m/events?$filter=a%20eq%20'b'&$top=5");
    expect(request?.headers.get('authorization')).toBe('Bearer first');
    expect(request?.headers.get('prefer')).toBe('IdType="ImmutableId", outlook.timezone="UTC", odata.maxpagesize=5');
    expect(request?.headers.get('client-request-id')).toBe(calls[0]?.clientRequestId);
    expect(calls).toMatchObject([{ op: 'test', mailbox: 'm', status: 200, outcome: 'ok' }]);
  });

  test('carries its body as JSON', async () => {
    const { session, sent } = world([json({ value: 1 }, 201)]);
    await graphRequest(session, { ...read, method: 'POST', path: '/users/m/events', body: { subject: 'x' }, shape });
    expect(sent[0]).toMatchObject({ method: 'POST', body: '{"subject":"x"}' });
    expect(sent[0]?.headers.get('content-type')).toBe('application/json');
  });

  test('refused for its token is made once more with a newer one', async () => {
    const { session, sent } = world([json({}, 401), json({ value: 2 })]);
    expect(await graphRequest(session, { ...read, shape })).toEqual({ value: 2 });
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer first', 'Bearer second']);
  });

  test('refused for the newest token there is fails', async () => {
    const { session, sent } = world([json({}, 401)], ['only', 'only']);
    await expect(graphRequest(session, { ...read, shape })).rejects.toMatchObject({ kind: 'token_rejected' });
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['a reset', Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })],
    ['a failure without a cause', new TypeError('fetch failed')],
    ['a body that is cut', new Response('{"val', { status: 201 })],
    ['a page of a gateway', new Response('<html>', { status: 502 })],
    ['a gateway that waited too long', json({ error: { code: 'UnknownError', message: '' } }, 504)],
  ])('%s: unavailable, and perhaps done; never repeated here', async (_, answer) => {
    const { session, sent, calls } = world([answer]);
    await expect(graphRequest(session, { ...read, shape })).rejects.toMatchObject({
      kind: 'unavailable',
      ambiguous: true,
    });
    expect([sent.length, calls.length, calls[0]?.outcome]).toEqual([1, 1, 'unavailable']);
  });

  test.each([
    ['a refused connection', Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })],
    [
      'two addresses, neither reached',
      Object.assign(new TypeError('fetch failed'), {
        cause: { errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }] },
      }),
    ],
  ])('%s: unavailable, and surely not done', async (_, answer) => {
    const { session } = world([answer]);
    await expect(graphRequest(session, { ...read, shape })).rejects.toMatchObject({
      kind: 'unavailable',
      ambiguous: false,
    });
  });

  test('is not made when none may be made now', async () => {
    const { session, sent } = world([]);
    session.beforeCall = async () => {
      throw new Error('switched off');
    };
    await expect(graphRequest(session, { ...read, shape })).rejects.toThrow('switched off');
    expect(sent).toEqual([]);
  });

  test('has a time limit', async () => {
    const { session } = world([]);
    session.fetch = ((_: string, init: RequestInit) =>
      new Promise((_resolve, reject) =>
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )) as typeof fetch;
    await expect(graphRequest(session, { ...read, shape, timeoutMs: 20 })).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});

test('links of any origin become paths', () => {
  expect(pathOfLink('https://graph.microsoft.com/v1.0/users/m/calendarView/delta?$deltatoken=a_b')).toBe(
    '/users/m/calendarView/delta?$deltatoken=a_b',
  );
  expect(pathOfLink('http://127.0.0.1:4365/v1.0/me/events?$skip=10')).toBe('/me/events?$skip=10');
});
