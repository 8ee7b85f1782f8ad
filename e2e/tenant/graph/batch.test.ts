import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, LIBRARIAN } from '../testing';
import { at, type Caller, caller, refused, turn } from '../testing-graph';

let tenant: Tenant;
let me: Caller;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN);
});

const batch = (requests: Json[]) => me.post('/$batch', { requests });
const get = (id: string, url = '/me', more: Json = {}) => ({ id, method: 'GET', url, ...more });
const byId = async (requests: Json[]) => {
  const { body } = await batch(requests);
  return Object.fromEntries(body.responses.map((one: Json) => [one.id, one]));
};
const slow = (times: number) =>
  ask(tenant, 'POST', '/_control/faults', {
    body: { where: { operation: 'event.list' }, times, effect: { delayMs: 20 } },
  });

describe('$batch (GC 7)', () => {
  it('[GC13.14] takes at most twenty, with ids that differ in more than case', async () => {
    const many = Array.from({ length: 21 }, (_, i) => get(String(i)));
    expect((await batch(many.slice(1))).body.responses).toHaveLength(20);
    expect(refused(await batch(many))).toEqual([400, 'BadRequest']);
    expect(refused(await batch([get('a'), get('A')]))).toEqual([400, 'BadRequest']);
    for (const wrong of [[], [{ id: '1', url: '/me' }], [{ method: 'GET', url: '/me' }], [get('1', '')]]) {
      expect((await batch(wrong)).status).toBe(400);
    }
  });

  it('[GC13.14] a part leads to Graph only, and one that is no request fails by itself', async () => {
    const json = { 'Content-Type': 'application/json' };
    const answers = await byId([
      get('control', '../_control'),
      { id: 'reset', method: 'POST', url: '/%2e%2e/_control/reset', headers: json, body: {} },
      get('pages', '/..\\..\\portal'),
      get('elsewhere', 'https://graph.microsoft.com/v1.0/me'),
      { id: 'nested', method: 'POST', url: '/./$batch', headers: json, body: { requests: [get('1')] } },
      get('body', '/me', { body: { a: 1 }, headers: json }),
      get('name', '/me', { headers: { 'no name': 'x' } }),
      get('value', '/me', { headers: { Prefer: 'a\nb' } }),
      get('good'),
    ]);
    const statuses = Object.values<Json>(answers).map(({ id, status }) => `${id} ${status}`);
    expect(statuses.filter((one) => !one.endsWith(' 400'))).toEqual(['good 200']);
    expect(statuses).toHaveLength(9);
    for (const more of [{ dependson: ['2'] }, { Url: '/me' }]) {
      expect(refused(await batch([get('1', '/me', more)]))).toEqual([400, 'BadRequest']);
    }
  });

  it('[GC13.14] answers 200 though every part failed, in any order, each by its id', async () => {
    const answer = await batch([get('1', '/me/unicorns'), get('2', '/me/events/xyz'), get('3', '/me/events/xyz')]);
    expect(answer.status).toBe(200);
    expect(answer.body.responses.map((one: Json) => [one.id, one.status]).sort()).toEqual([
      ['1', 400],
      ['2', 400],
      ['3', 400],
    ]);
    const orders = new Set<string>();
    for (let i = 0; i < 8; i += 1) {
      const { body } = await batch([get('1'), get('2'), get('3')]);
      orders.add(body.responses.map((one: Json) => one.id).join());
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  it('[GC13.14] dependants of a failed part get 424, those of a good one run after it', async () => {
    const answers = await byId([
      get('1'),
      get('2', '/me/events/xyz', { dependsOn: ['1'] }),
      get('3', '/me/calendar', { dependsOn: ['2'] }),
    ]);
    expect([answers[1].status, answers[2].status, answers[3].status]).toEqual([200, 400, 424]);
    expect(answers[3].body.error.code).toBe('FailedDependency');
  });

  it('[GC13.14] known patterns of dependsOn only, or any; never a circle or an unknown id', async () => {
    const on = (id: string, ...dependsOn: string[]) => get(id, '/me', { dependsOn });
    expect((await batch([get('a'), on('b', 'A'), on('c', 'a')])).status).toBe(200);
    expect((await batch([get('a'), on('b', 'a'), on('c', 'b')])).status).toBe(200);
    const mixed = () => batch([get('a'), get('b'), on('c', 'a', 'b')]);
    expect((await mixed()).status).toBe(400);
    await turn(tenant, { batchDependsOn: 'any' });
    expect((await mixed()).status).toBe(200);
    expect((await batch([on('a', 'b'), on('b', 'a')])).status).toBe(400);
    expect((await batch([get('a'), on('b', 'x')])).status).toBe(400);
  });

  it('[GC13.14] a body needs its Content-Type, Prefer goes inside, and nothing may be nested or absolute', async () => {
    const body = at('2026-10-06', '13:00', '14:00');
    const headers = { 'content-type': 'application/json', Prefer: 'IdType="ImmutableId"' };
    const answers = await byId([
      { id: '1', method: 'POST', url: '/me/events', headers, body },
      { id: '2', method: 'POST', url: '/me/events', body },
      { id: '3', method: 'POST', url: '/$batch', headers, body: { requests: [] } },
      get('4', 'http://localhost:4365/v1.0/me'),
      get('5', 'me'),
    ]);
    expect(answers[1]).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^AAkA/) } });
    expect(answers[1].headers['Preference-Applied']).toBe('IdType="ImmutableId"');
    expect([2, 3, 4, 5].map((id) => answers[id].status)).toEqual([400, 400, 400, 200]);
  });

  it('[GC13.14] a version in the url is refused, or accepted', async () => {
    const versioned = async () => (await byId([get('1', '/v1.0/me')]))[1];
    expect((await versioned()).body.error.message).toBe("Resource not found for the segment 'v1.0'.");
    await turn(tenant, { batchUrlWithVersion: 'accepted' });
    expect((await versioned()).status).toBe(200);
  });

  it('[GC13.14] header names come in either case, and no content as nothing or null', async () => {
    const made = async () => (await me.post('/me/events', at('2026-10-06', '13:00', '14:00'))).body.id;
    const removal = async () => (await byId([{ id: '1', method: 'DELETE', url: `/me/events/${await made()}` }]))[1];
    expect(await removal()).not.toHaveProperty('body');
    expect((await byId([get('1')]))[1].headers).toHaveProperty('Content-Type');
    await turn(tenant, { batchHeaderCase: 'lower', batchEmptyBody: 'null' });
    expect(await removal()).toMatchObject({ status: 204, body: null });
    expect((await byId([get('1')]))[1].headers).toHaveProperty('content-type');
  });

  it('[GC13.14] four parts run at a time, so that a batch alone is never over the limit', async () => {
    await slow(8);
    const answers = await byId(Array.from({ length: 8 }, (_, i) => get(String(i), '/me/events')));
    expect(Object.values(answers).map((one: Json) => one.status)).toEqual(Array(8).fill(200));
  });

  it('[GC15.8] throttled parts are 429 with a Retry-After of their own; the whole is 200 or 424', async () => {
    await turn(tenant, { retryAfterForm: 'integer' });
    const crowded = async () => {
      await slow(4);
      const busy = Array.from({ length: 4 }, () => me.get('/me/events'));
      const answer = await batch([get('1', '/me/events'), get('2', '/me/events')]);
      await Promise.all(busy);
      return answer;
    };
    const answer = await crowded();
    expect(answer.status).toBe(200);
    for (const part of answer.body.responses) {
      expect(part).toMatchObject({
        status: 429,
        headers: { 'Retry-After': '2' },
        body: { error: { code: 'ApplicationThrottled' } },
      });
    }
    await turn(tenant, { batchOuterStatus: 424 });
    expect((await crowded()).status).toBe(424);
  });
});
