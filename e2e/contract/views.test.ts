import { expect } from 'vitest';
import { readRound } from './delta';
import type { Json } from './http';
import { weekly } from './points/delta';
import { suite } from './suite';

/** GC §3: calendarView and delta. */
const { test } = suite();

test('[GC13.10] a view needs its window, and no longer than 1,825 days', async (on) => {
  expect((await on.ask('GET', `${on.me}/calendarView`)).status).toBe(400);
  const tooLong = 'startDateTime=2026-01-01T00:00:00Z&endDateTime=2031-01-02T00:00:00Z';
  const { status, body } = await on.ask('GET', `${on.me}/calendarView?${tooLong}`);
  expect([status, body.error.code]).toEqual([400, 'ErrorInvalidRequest']);
});

test('[GC13.10] a view has ten rows a page, or as many as $top asks, and goes on by nextLink', async (on) => {
  for (let n = 0; n < 12; n += 1) await on.create(`row ${n}`, { day: 1, hour: n });
  await on.target.wait(3_000);
  const path = `${on.me}/calendarView?${on.window.query}`;
  expect((await on.ask('GET', path)).body.value).toHaveLength(10);
  const seen = new Set<string>();
  let next = `${path}&$top=5&$orderby=start/dateTime`;
  for (let pages = 0; next && pages < 100; pages += 1) {
    const { body } = await on.ask('GET', next);
    for (const row of body.value) if (row.subject?.startsWith('Contract suite: row')) seen.add(row.id);
    next = body['@odata.nextLink'];
  }
  expect(seen.size).toBe(12);
});

test('[GC13.10] a view shows occurrences, and never the master', async (on) => {
  const { id } = await on.create('weekly in view', { day: 2 }, { recurrence: weekly(on, 2) });
  await on.target.wait(3_000);
  const { body } = await on.ask('GET', `${on.me}/calendarView?${on.window.query}&$top=500`);
  const own = body.value.filter((row: Json) => row.seriesMasterId === id);
  expect(own).toHaveLength(4);
  expect(body.value.every((row: Json) => row.type !== 'seriesMaster')).toBe(true);
});

test('[GC13.11] delta refuses what it does not support', async (on) => {
  for (const option of ['$select=subject', "$filter=subject eq 'x'", '$orderby=subject', '$expand=instances']) {
    const { status } = await on.ask('GET', `${on.me}/calendarView/delta?${on.window.query}&${option}`);
    expect([option, status]).toEqual([option, 400]);
  }
});

test('[GC13.11] a round ends with a deltaLink, and the next tells what came, changed and went', async (on) => {
  const [kept, lost] = [await on.create('kept', { day: 3 }), await on.create('lost', { day: 3, hour: 11 })];
  await on.target.wait(6_000);
  const path = `${on.me}/calendarView/delta?${on.window.query}`;
  const first = await on.ask('GET', path);
  expect(first.headers.get('preference-applied')).toContain('odata.track-changes');
  const { deltaLink, rows } = await readRound(on, path);
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([kept.id, lost.id]));
  const added = await on.create('added', { day: 3, hour: 13 });
  await on.ask('PATCH', `${on.me}/events/${kept.id}`, { body: { importance: 'high' } });
  await on.ask('DELETE', `${on.me}/events/${lost.id}`);
  await on.target.wait(6_000);
  const next = await readRound(on, deltaLink);
  const byId = new Map(next.rows.map((row) => [row.id, row]));
  expect([...byId.keys()]).toEqual(expect.arrayContaining([kept.id, lost.id, added.id]));
  expect(byId.get(lost.id)).toEqual({
    '@odata.type': '#microsoft.graph.event',
    id: lost.id,
    '@removed': { reason: 'deleted' },
  });
});

test('[GC13.11] a series comes as its master and as occurrences that tell little more than their times', async (on) => {
  const { id } = await on.create('weekly in delta', { day: 4 }, { recurrence: weekly(on, 4) });
  await on.target.wait(6_000);
  const { rows } = await readRound(on, `${on.me}/calendarView/delta?${on.window.query}`);
  expect(rows.find((row) => row.id === id)?.type).toBe('seriesMaster');
  const occurrences = rows.filter((row) => row.seriesMasterId === id);
  expect(new Set(occurrences.map((row) => row.id)).size).toBe(4);
  for (const row of occurrences) expect([row.type, row.start.timeZone]).toEqual(['occurrence', 'UTC']);
});

test(
  '[GC13.11] a state that is lost: 410, and a full pass from the beginning',
  async (on) => {
    const path = `${on.me}/calendarView/delta?${on.window.query}`;
    const { deltaLink } = await readRound(on, path);
    await on.target.control?.post('/faults', { effect: 'gone' });
    expect(await readRound(on, deltaLink)).toMatchObject({ status: 410, code: 'SyncStateNotFound' });
    expect((await readRound(on, path)).status).toBe(200);
  },
  ['standIn'],
);
