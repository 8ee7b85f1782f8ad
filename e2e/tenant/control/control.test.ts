import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, LIBRARIAN, meeting, NOW, tokenOf } from '../testing';

let tenant: Tenant;
const control = (method: string, path: string, body?: Json) => ask(tenant, method, `/_control${path}`, { body });
const simple = meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00');

beforeEach(() => {
  tenant = frozenTenant();
});

describe('reset and seed (design 4)', () => {
  it('goes back to the same tenant, users with a mailbox first, and is quick', async () => {
    const first = (await control('POST', '/reset', { seed: 7, now: NOW, frozen: true })).body;
    const times: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const startedAt = performance.now();
      expect((await control('POST', '/reset', { seed: 7, now: NOW, frozen: true })).body).toEqual(first);
      times.push(performance.now() - startedAt);
    }
    expect(Math.min(...times)).toBeLessThan(50);
    const [library] = first.tenants;
    expect([library.domain, library.users.length, library.rooms.length]).toEqual(['library.example', 19, 9]);
    expect(library.users.at(-2)).toMatchObject({ upn: 'nomail@library.example', hasMailbox: false });
    expect((await control('POST', '/reset', { seed: 8, now: NOW })).body.tenants[0].tenantId).not.toBe(
      library.tenantId,
    );
  });

  it('gives byte-identical calendars for the same seed and time', async () => {
    const read = async () => {
      await control('POST', '/reset', { seed: 'a', now: NOW, frozen: true });
      await control('POST', `/mailboxes/${LIBRARIAN}/events`, simple);
      return JSON.stringify((await control('GET', `/mailboxes/${LIBRARIAN}/events`)).body);
    };
    expect(await read()).toBe(await read());
  });

  it('lets nobody in with a token from before', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    await control('POST', '/reset', { now: NOW });
    expect((await ask(tenant, 'GET', '/v1.0/me', { token })).status).toBe(401);
  });
});

describe('the log', () => {
  it('tells acts of programs and persons in order, not the looks of people', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    await ask(tenant, 'GET', `/outlook/${LIBRARIAN}`);
    await ask(tenant, 'POST', '/v1.0/me/events', { token, body: simple });
    await control('POST', `/mailboxes/${LIBRARIAN}/events`, simple);
    await ask(tenant, 'POST', `/outlook/${LIBRARIAN}/new`, {
      form: { title: 'y', date: '2026-10-06', start: '10:00', end: '11:00' },
    });
    const { entries, next } = (await control('GET', '/log')).body;
    expect(entries.map((one: Json) => [one.operation, one.actor, one.mailbox, one.status])).toEqual([
      ['event.create', 'app', LIBRARIAN, 201],
      ['event.create', 'person', LIBRARIAN, 201],
      ['event.create', 'person', LIBRARIAN, 302],
    ]);
    expect((await control('GET', `/log?since=${next}`)).body).toEqual({ entries: [], next });
  });
});

describe('a person acts', () => {
  it('[GC13.17] creates, changes, deletes an occurrence and the series', async () => {
    const recurrence = { pattern: { type: 'daily', interval: 1 }, range: { type: 'numbered', numberOfOccurrences: 3 } };
    const made = (await control('POST', `/mailboxes/cedar@library.example/events`, { ...simple, recurrence })).body;
    const days = async () => {
      const window = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
      return (await control('GET', `/mailboxes/cedar@library.example/events?${window}`)).body.value;
    };
    const [first] = await days();
    expect(first).toMatchObject({ type: 'occurrence', seriesMasterId: made.restId });
    await control('PATCH', `/mailboxes/cedar@library.example/events/${first.immutableId}`, { showAs: 'free' });
    expect((await days())[0]).toMatchObject({ type: 'exception', showAs: 'free' });
    await control('DELETE', `/mailboxes/cedar@library.example/events/${first.immutableId}`);
    expect(await days()).toHaveLength(2);
    await control('DELETE', `/mailboxes/cedar@library.example/events/${(await days())[0].restId}?scope=series`);
    expect(await days()).toHaveLength(0);
  });

  it('[GC13.17] imports a file and hears what was refused', async () => {
    const text =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261006T090000Z\nDTEND:20261006T100000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20261006T090000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR';
    const request = new Request(`http://localhost:4365/_control/mailboxes/${LIBRARIAN}/import`, {
      method: 'POST',
      body: text,
    });
    const answer = await (await tenant.fetch(request)).json();
    expect(answer).toMatchObject({ imported: 1, refused: [{ uid: 'b' }] });
  });
});

describe('faults', () => {
  it('[GC13.16] answer instead, wait, cut, and are used up', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    const me = () => ask(tenant, 'GET', '/v1.0/me', { token });
    const effect = { status: 429, headers: { 'Retry-After': '2.128' }, body: { error: { code: 'TooManyRequests' } } };
    await control('POST', '/faults', { where: { path: '/v1.0/me', method: 'GET' }, times: 2, effect });
    const first = await me();
    expect([first.status, first.headers.get('retry-after'), first.body.error.code]).toEqual([
      429,
      '2.128',
      'TooManyRequests',
    ]);
    expect([(await me()).status, (await me()).status]).toEqual([429, 200]);
    await control('POST', '/faults', { effect: { status: 503 } });
    expect((await me()).body.error.code).toBe('serviceNotAvailable');
    await control('POST', '/faults', { effect: { status: 503, body: null }, times: 9 });
    expect((await me()).body).toBe('');
    await control('DELETE', '/faults');
    expect((await me()).status).toBe(200);
  });

  it('[GC13.16] break the connection before or after the event was stored', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    const count = async () => (await control('GET', `/mailboxes/${LIBRARIAN}/events`)).body.value.length;
    const before = await count();
    for (const [effect, stored] of [
      ['reset_before', 0],
      ['reset_after_commit', 1],
    ] as const) {
      await control('POST', '/faults', { where: { operation: 'event.create' }, effect });
      await expect(ask(tenant, 'POST', '/v1.0/me/events', { token, body: simple })).rejects.toThrow('fetch failed');
      expect((await count()) - before).toBe(stored);
    }
    await control('POST', '/faults', {
      where: { operation: 'event.create' },
      effect: { status: 503, afterCommit: true },
    });
    expect((await ask(tenant, 'POST', '/v1.0/me/events', { token, body: simple })).status).toBe(503);
    expect((await count()) - before).toBe(2);
  });

  it('[GC13.15] that delay hold one of the four places of a mailbox', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    await control('POST', '/faults', { where: { operation: 'calendar.get' }, times: 6, effect: { delayMs: 40 } });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask(tenant, 'GET', '/v1.0/me/calendar', { token })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 429, 429]);
    expect(answers.find((one) => one.status === 429)?.body.error.code).toBe('ApplicationThrottled');
  });

  it('do not touch persons', async () => {
    await control('POST', '/faults', { where: {}, times: 99, effect: { status: 500 } });
    expect((await control('POST', `/mailboxes/${LIBRARIAN}/events`, simple)).status).toBe(201);
    expect((await ask(tenant, 'GET', `/outlook/${LIBRARIAN}`)).status).toBe(200);
  });
});

describe('refusals of control calls', () => {
  it.each([
    ['POST', '/clock', { now: 'yesterday' }],
    ['POST', '/reset', { sead: 1 }],
    ['POST', '/faults', { effect: 'explode' }],
    ['PUT', '/behaviour', { colour: 'red' }],
    ['PUT', '/behaviour', { etagChurn: 'maybe' }],
    ['POST', '/apps', { delegated: ['Calendar.ReadWrite'] }],
    ['POST', '/identity', { action: 'explode' }],
    ['POST', `/mailboxes/${LIBRARIAN}/events`, { subject: 'no times' }],
  ])('%s %s %j', async (method, path, body) => {
    const answer = await control(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toEqual(expect.any(String));
  });

  it('404 for what is not there', async () => {
    expect((await control('POST', '/mailboxes/nobody@library.example/events', simple)).status).toBe(404);
    expect((await ask(tenant, 'GET', '/nowhere')).status).toBe(404);
  });
});
