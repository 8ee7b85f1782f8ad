import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json } from '../testing';
import { deltaRounds } from '../testing-delta';
import { ADMIN, advance, at, type Caller, CEDAR, caller, mondays, person, turn, WINDOW } from '../testing-graph';

let tenant: Tenant;
let me: Caller;
let owner: ReturnType<typeof person>;
let rounds: ReturnType<typeof deltaRounds>;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, ADMIN);
  owner = person(tenant, CEDAR);
  rounds = deltaRounds(me, `/users/${CEDAR}/calendarView/delta`);
});

const single = (subject: string, day = '06') => owner.create(at(`2026-10-${day}`, '13:00', '14:00', { subject }));
const types = (rows: Json[]) => rows.map((row) => row.type ?? (row['@removed'] ? 'removed' : '?'));

describe('a round (GC 3.2)', () => {
  it('[GC13.11] does not tell as gone, in any order, what is there again under the same id', async () => {
    const { id, restId } = await single('restored');
    const byRest = 'odata.maxpagesize=50';
    const links = [(await rounds.begin()).link, (await rounds.begin(byRest)).link];
    await owner.remove(id);
    await ask(tenant, 'POST', `/_control/mailboxes/${CEDAR}/events/${id}/restore`);
    await turn(tenant, { deltaOrder: 'shuffled', deltaRepeatsRows: true });
    for (let i = 0; i < 10; i += 1) {
      const { rows } = await rounds.follow(links[0] ?? '');
      expect(rows.map((row) => [row.id, row.subject])).toEqual([
        [id, 'restored'],
        [id, 'restored'],
      ]);
    }
    const { rows } = await rounds.follow(links[1] ?? '', byRest);
    expect(new Set(rows.filter((row) => row['@removed']).map((row) => row.id))).toEqual(new Set([restId]));
  });

  it('[GC13.11] gives a full pass, then only what changed, in a frozen window', async () => {
    const kept = await single('kept');
    const gone = await single('gone');
    const first = await rounds.begin();
    expect(first.rows.map((row) => row.subject)).toEqual(['kept', 'gone']);
    expect((await rounds.follow(first.link)).rows).toEqual([]);
    await owner.change(kept.id, { subject: 'changed' });
    await owner.remove(gone.id);
    const outside = await owner.create(at('2027-01-06', '13:00', '14:00'));
    const next = await rounds.follow(first.link);
    expect(next.rows.map((row) => [row.id, row.subject, row['@removed']])).toEqual([
      [kept.id, 'changed', undefined],
      [gone.id, undefined, { reason: 'deleted' }],
      [outside.id, undefined, { reason: 'deleted' }],
    ]);
    expect(Object.keys(next.rows[1])).toEqual(['@odata.type', 'id', '@removed']);
  });

  it('[GC13.11] repeats nothing of Prefer from an earlier call: kind of ids and zone follow each request', async () => {
    await single('n');
    const first = await rounds.begin('IdType="ImmutableId", outlook.timezone="Asia/Tokyo"');
    expect(first.rows[0].start.timeZone).toBe('Asia/Tokyo');
    await single('m');
    const next = await rounds.follow(first.link, 'odata.maxpagesize=5');
    expect(next.rows[0].start.timeZone).toBe('UTC');
    expect(next.rows[0].id).toMatch(/^AAMk/);
  });

  it('[GC13.11] refuses what change tracking cannot do, and dates beside a token', async () => {
    for (const option of [
      '$select=id',
      "$filter=subject eq 'x'",
      '$expand=x',
      '$orderby=subject',
      '$search="x"',
      '$skip=1',
    ]) {
      const answer = await rounds.begin(undefined, `${WINDOW}&${option}`);
      expect([answer.status, answer.code]).toEqual([400, 'ErrorInvalidRequest']);
    }
    expect((await rounds.begin(undefined, '')).status).toBe(400);
    const { link } = await rounds.begin();
    expect((await rounds.follow(`${link}&startDateTime=2026-10-01T00:00:00Z`)).status).toBe(400);
  });

  it('[GC13.11] tells in a later page of a pass what was deleted meanwhile', async () => {
    const first = await single('first');
    await single('second');
    const { body } = await rounds.page(`?${WINDOW}`, 'odata.maxpagesize=1, IdType="ImmutableId"');
    expect(body.value[0].id).toBe(first.id);
    await owner.remove(first.id);
    const rest = await rounds.follow(body['@odata.nextLink']);
    expect(rest.rows.map((row) => [row.subject, row['@removed']?.reason])).toEqual([
      ['second', undefined],
      [undefined, 'deleted'],
    ]);
  });

  it('[V4] works on other calendars too, or on the default one only', async () => {
    const { id } = (await me.post('/me/calendars', { name: 'Second' })).body;
    await me.post(`/me/calendars/${id}/events`, at('2026-10-06', '13:00', '14:00'));
    const second = deltaRounds(me, `/me/calendars/${id}/calendarView/delta`);
    expect((await second.begin()).rows).toHaveLength(1);
    await turn(tenant, { deltaOnOtherCalendars: false });
    expect((await second.begin()).status).toBe(400);
    expect((await rounds.begin()).status).toBe(200);
  });

  it('[V6] rows are without transactionId, or with it', async () => {
    await me.post(`/users/${CEDAR}/events`, at('2026-10-06', '13:00', '14:00', { transactionId: 'T' }));
    expect((await rounds.begin()).rows[0]).not.toHaveProperty('transactionId');
    await turn(tenant, { deltaReturnsTransactionId: true });
    expect((await rounds.begin()).rows[0].transactionId).toBe('T');
  });

  it('[SD14] a write is told late when views lag, and never lost', async () => {
    const { link } = await rounds.begin();
    await turn(tenant, { viewsSeeWritesAfterMs: 2_000, etagChurn: 'off' });
    await single('n');
    const early = await rounds.follow(link);
    expect(early.rows).toEqual([]);
    await advance(tenant, 2_000);
    expect((await rounds.follow(early.link)).rows.map((row) => row.subject)).toEqual(['n']);
  });
});

describe('series in delta (GC 3.3)', () => {
  it('[GC13.11] masters come with sparse occurrences, whole by a switch', async () => {
    await owner.create(mondays(3));
    const { rows } = await rounds.begin();
    expect(types(rows)).toEqual(['seriesMaster', 'occurrence', 'occurrence', 'occurrence']);
    const sparse = ['@odata.type', '@odata.etag', 'id', 'seriesMasterId', 'type', 'start', 'end'];
    expect(Object.keys(rows[1])).toEqual(sparse);
    await turn(tenant, { sparseOccurrences: false });
    expect((await rounds.begin()).rows[1].subject).toBe('Weekly');
  });

  it('[GC13.11] the master bears the times of its first occurrence, also outside the window', async () => {
    await owner.create(mondays(6));
    const { rows } = await rounds.begin(
      undefined,
      'startDateTime=2026-10-18T00:00:00Z&endDateTime=2026-10-25T00:00:00Z',
    );
    expect(rows.map((row) => [row.type, row.start.dateTime.slice(0, 10)])).toEqual([
      ['seriesMaster', '2026-10-05'],
      ['occurrence', '2026-10-19'],
    ]);
  });

  it('[GC13.11] an exception is a fuller row', async () => {
    await owner.create(mondays(2));
    const { rows } = await rounds.begin();
    await owner.change(rows[2].id, { subject: 'Other' });
    const next = await rounds.follow((await rounds.begin()).link);
    expect(next.rows).toEqual([]);
    const fresh = await rounds.begin();
    expect(fresh.rows[2]).toMatchObject({ type: 'exception', subject: 'Other', originalStart: '2026-10-12T13:00:00Z' });
  });

  it('[GC13.11] [V5] a deleted occurrence goes silently, or is announced', async () => {
    const series = await owner.create(mondays(3));
    const first = await rounds.begin();
    await owner.remove(first.rows[2].id);
    const silent = await rounds.follow(first.link);
    expect(silent.rows.map((row) => [row.type, row.id === series.id])).toEqual([
      ['seriesMaster', true],
      ['occurrence', false],
      ['occurrence', false],
    ]);
    await turn(tenant, { announceDeletedOccurrences: true });
    const announced = (await rounds.follow(first.link)).rows.filter((row) => row['@removed']);
    expect(announced.map((row) => row.id)).toEqual([first.rows[2].id]);
  });

  it('[GC13.11] a moved series leaves its old occurrences without @removed', async () => {
    const series = await owner.create(mondays(3));
    const first = await rounds.begin();
    const { start, end } = at('2026-10-06', '13:00', '14:00');
    const pattern = { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] };
    const range = { type: 'numbered', startDate: '2026-10-06', numberOfOccurrences: 3 };
    await owner.change(series.id, { start, end, recurrence: { pattern, range } });
    const next = await rounds.follow(first.link);
    const old = first.rows.slice(1).map((row) => row.id);
    expect(types(next.rows)).toEqual(['seriesMaster', 'occurrence', 'occurrence', 'occurrence']);
    expect(next.rows.filter((row) => old.includes(row.id))).toEqual([]);
  });

  it('[GC13.11] a series is never split over pages', async () => {
    await owner.create(mondays(4));
    await single('n');
    const page = await rounds.page(`?${WINDOW}`, 'odata.maxpagesize=2');
    expect(page.body.value).toHaveLength(5);
    expect(page.body['@odata.nextLink']).toBeDefined();
  });
});
