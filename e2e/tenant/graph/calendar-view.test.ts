import { beforeEach, describe, expect, it } from 'vitest';
import { takeDifferences } from '../answers/observe';
import type { Tenant } from '../app';
import { frozenTenant, type Json } from '../testing';
import {
  ADMIN,
  advance,
  at,
  type Caller,
  CEDAR,
  caller,
  mondays,
  person,
  refused,
  turn,
  WINDOW,
} from '../testing-graph';

let tenant: Tenant;
let me: Caller;
let owner: ReturnType<typeof person>;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, ADMIN);
  owner = person(tenant, CEDAR);
});

const view = (query = WINDOW, headers = {}) => me.get(`/users/${CEDAR}/calendarView?${query}`, headers);
const single = (subject: string, day = '06') => owner.create(at(`2026-10-${day}`, '13:00', '14:00', { subject }));
const subjects = async (query = WINDOW) => (await view(query)).body.value.map((event: Json) => event.subject);

describe('calendarView (GC 3.1)', () => {
  it('[GC13.10] needs a window, of at most 1,825 days, read as UTC without an offset', async () => {
    const missing =
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.';
    for (const query of ['', 'startDateTime=2026-10-01T00:00:00Z', 'endDateTime=2026-10-01T00:00:00Z']) {
      const answer = await view(query);
      expect([answer.status, answer.body.error.message]).toEqual([400, missing]);
    }
    const years = (end: string) => view(`startDateTime=2020-01-01T00:00:00Z&endDateTime=${end}`);
    expect((await years('2024-12-30T00:00:00Z')).status).toBe(200);
    const long = await years('2024-12-31T00:00:00Z');
    expect(refused(long)).toEqual([400, 'ErrorInvalidRequest']);
    expect(long.body.error.message).toMatch(/Maximum number of days: 1825/);
    await single('noon');
    const tokyo = { Prefer: 'outlook.timezone="Asia/Tokyo"' };
    const bare = await view('startDateTime=2026-10-06T13:30:00&endDateTime=2026-10-06T13:40:00', tokyo);
    expect(bare.body.value).toHaveLength(1);
    const offset = (sign: string) =>
      view(`startDateTime=2026-10-06T22:30:00${sign}09:00&endDateTime=2026-10-06T22:40:00${sign}09:00`);
    expect((await offset('%2B')).body.value).toHaveLength(1);
    expect((await offset('+')).status).toBe(400);
    expect((await view('startDateTime=today&endDateTime=2026-10-06T13:40:00')).status).toBe(400);
  });

  it('[GC13.10] shows occurrences and exceptions that overlap, never the master', async () => {
    const series = await owner.create(mondays(3));
    const all = (await view()).body.value;
    expect(all.map((event: Json) => [event.type, event.start.dateTime.slice(0, 10)])).toEqual([
      ['occurrence', '2026-10-05'],
      ['occurrence', '2026-10-12'],
      ['occurrence', '2026-10-19'],
    ]);
    expect(all[0].seriesMasterId).toBe(series.id);
    const moved = at('2026-10-13', '09:00', '10:00');
    await owner.change(all[1].id, { start: moved.start, end: moved.end });
    await owner.remove(all[2].id);
    const later = (await view()).body.value;
    expect(later.map((event: Json) => [event.type, event.start.dateTime.slice(0, 16)])).toEqual([
      ['occurrence', '2026-10-05T13:00'],
      ['exception', '2026-10-13T09:00'],
    ]);
    expect(later[1].originalStart).toBe('2026-10-12T13:00:00Z');
  });

  it('[GC13.17] refuses to move an occurrence past its neighbour (GC 2.4)', async () => {
    await owner.create(mondays(3));
    const [, second] = (await view()).body.value;
    const { start, end } = at('2026-10-20', '09:00', '10:00');
    const moved = await me.patch(`/users/${CEDAR}/events/${second.id}`, { start, end });
    expect(refused(moved)).toEqual([400, 'ErrorOccurrenceCrossingBoundary']);
  });

  it('[GC13.10] the default page is ten, $top at most 1000, and links go by $skip', async () => {
    for (let i = 0; i < 12; i += 1) await single(`n${i}`);
    const first = (await view()).body;
    expect(first.value).toHaveLength(10);
    expect(first['@odata.nextLink']).toMatch(/^http:\/\/localhost:4365\/v1\.0\/users\/.*\$skip=10/);
    const second = (await me.get(first['@odata.nextLink'])).body;
    expect(second.value).toHaveLength(2);
    expect(second).not.toHaveProperty('@odata.nextLink');
    expect((await view(`${WINDOW}&$top=1000`)).body.value).toHaveLength(12);
    expect((await view(`${WINDOW}&$top=1001`)).status).toBe(400);
  });

  it('[GC13.10] odata.maxpagesize means nothing, or the default page', async () => {
    for (let i = 0; i < 3; i += 1) await single(`n${i}`);
    const headers = { Prefer: 'odata.maxpagesize=2' };
    const ignored = await view(WINDOW, headers);
    expect([ignored.body.value.length, ignored.headers.get('preference-applied')]).toEqual([3, null]);
    await turn(tenant, { maxPageSizeOnViews: 'honoured' });
    const honoured = await view(WINDOW, headers);
    expect([honoured.body.value.length, honoured.headers.get('preference-applied')]).toEqual([2, headers.Prefer]);
  });

  it('[GC15.2] comes in the order stored, by start, or in none', async () => {
    for (const day of ['09', '07', '08', '06', '12']) await single(day, day);
    expect(await subjects()).toEqual(['09', '07', '08', '06', '12']);
    expect(await subjects(`${WINDOW}&$orderby=start/dateTime`)).toEqual(['06', '07', '08', '09', '12']);
    await turn(tenant, { calendarViewOrder: 'by start' });
    expect(await subjects()).toEqual(['06', '07', '08', '09', '12']);
    await turn(tenant, { calendarViewOrder: 'shuffled' });
    const scattered = await subjects();
    expect([...scattered].sort()).toEqual(['06', '07', '08', '09', '12']);
    expect(scattered).not.toEqual(['09', '07', '08', '06', '12']);
    expect(await subjects()).toEqual(scattered);
  });

  it('[GC13.10] createdDateTime cannot be selected: it is absent, or refused by a switch', async () => {
    await single('n');
    const selected = () => view(`${WINDOW}&$select=subject,createdDateTime`);
    const [row] = (await selected()).body.value;
    expect(Object.keys(row)).toEqual(['@odata.etag', 'id', 'subject']);
    takeDifferences();
    expect((await view()).body.value[0]).toHaveProperty('createdDateTime');
    await turn(tenant, { calendarViewTimestamps: 'refused' });
    expect(refused(await selected())).toEqual([400, 'ErrorInvalidRequest']);
  });

  it('[GC13.10] the join link comes only beside isOnlineMeeting in $select (GC 2.1)', async () => {
    await owner.create(at('2026-10-06', '13:00', '14:00', { isOnlineMeeting: true }));
    const [alone] = (await view(`${WINDOW}&$select=onlineMeeting`)).body.value;
    expect(alone.onlineMeeting).toBe(null);
    const [beside] = (await view(`${WINDOW}&$select=onlineMeeting,isOnlineMeeting`)).body.value;
    expect(beside.onlineMeeting.joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);
  });

  it('[GC13.10] a row may come without an id (GC 1.4)', async () => {
    await single('n');
    await turn(tenant, { calendarViewEmptyIdRows: true });
    const rows = (await view()).body.value;
    takeDifferences();
    expect(rows.map((row: Json) => [row.id === '', row.iCalUId === ''])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('[GC13.1] $filter works, also on occurrences', async () => {
    await owner.create(mondays(2));
    await single('n');
    expect(await subjects(`${WINDOW}&$filter=type%20eq%20'occurrence'`)).toEqual(['Weekly', 'Weekly']);
    expect(refused(await view(`${WINDOW}&$filter=id%20eq%20'x'`))).toEqual([400, 'ErrorInvalidProperty']);
  });

  it('[GC13.6] a full day is matched as UTC midnights, whatever zone is asked for', async () => {
    const { start, end } = at('2026-10-06', '00:00', '00:00');
    await owner.create({ subject: 'Leave', isAllDay: true, start, end: { ...end, dateTime: '2026-10-07T00:00:00' } });
    const tokyo = { Prefer: 'outlook.timezone="Asia/Tokyo"' };
    const at23 = await view('startDateTime=2026-10-06T23:00:00Z&endDateTime=2026-10-06T23:30:00Z', tokyo);
    expect(at23.body.value[0].start.dateTime).toBe('2026-10-06T00:00:00.0000000');
    const next = await view('startDateTime=2026-10-07T00:00:00Z&endDateTime=2026-10-07T00:30:00Z', tokyo);
    expect(next.body.value).toEqual([]);
  });
});

describe('late views (SD F2, §14)', () => {
  it('[SD14] a write appears in lists and views only after a while, by id at once', async () => {
    const old = await single('old');
    const gone = await single('gone');
    await turn(tenant, { viewsSeeWritesAfterMs: 30_000, etagChurn: 'off' });
    const fresh = await single('new');
    await owner.change(old.id, { subject: 'changed' });
    await owner.remove(gone.id);
    expect((await subjects()).sort()).toEqual(['gone', 'old']);
    expect((await me.get(`/users/${CEDAR}/events`)).body.value).toHaveLength(2);
    expect((await me.get(`/users/${CEDAR}/events/${fresh.id}`)).body.subject).toBe('new');
    await advance(tenant, 29_999);
    expect((await subjects()).sort()).toEqual(['gone', 'old']);
    await advance(tenant, 1);
    expect((await subjects()).sort()).toEqual(['changed', 'new']);
  });
});
