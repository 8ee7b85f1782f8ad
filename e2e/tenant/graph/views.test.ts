import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, IMMUTABLE, type Json, meeting, tokenOf } from '../testing';

const WINDOW = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
const WHO = 'nomads@library.example';

let tenant: Tenant;
let token: string;
const mailbox = 'cedar@library.example';

beforeEach(async () => {
  tenant = frozenTenant();
  token = await tokenOf(tenant, 'admin@library.example');
});

const act = (method: string, path: string, body?: Json) =>
  ask(tenant, method, `/_control/mailboxes/${mailbox}/events${path}`, { body, headers: IMMUTABLE });
const create = async (body: Json): Promise<Json> => (await act('POST', '', body)).body;
const view = (query = WINDOW) =>
  ask(tenant, 'GET', `/v1.0/users/${mailbox}/calendarView?${query}`, { token, headers: IMMUTABLE });
const single = (subject: string, day = '06') => meeting(subject, `2026-10-${day}T13:00:00`, `2026-10-${day}T14:00:00`);
const weekly = (more = {}) => ({
  ...meeting('Weekly', '2026-10-05T13:00:00', '2026-10-05T14:00:00'),
  recurrence: {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
    range: { type: 'numbered', startDate: '2026-10-05', numberOfOccurrences: 3 },
  },
  ...more,
});

describe('calendarView (GC 3.1)', () => {
  it('needs a window of at most 1,825 days', async () => {
    expect((await view('startDateTime=2026-10-01T00:00:00Z')).body.error.message).toMatch(/requires a time window/);
    const long = await view('startDateTime=2020-01-01T00:00:00Z&endDateTime=2026-01-01T00:00:00Z');
    expect(long.body.error.message).toMatch(/Maximum number of days: 1825/);
  });

  it('shows occurrences and exceptions that overlap, never the master', async () => {
    const series = await create(weekly());
    const all = (await view()).body.value;
    expect(all.map((event: Json) => [event.type, event.start.dateTime.slice(0, 10)])).toEqual([
      ['occurrence', '2026-10-05'],
      ['occurrence', '2026-10-12'],
      ['occurrence', '2026-10-19'],
    ]);
    expect(all[0].seriesMasterId).toBe(series.id);
    await act('PATCH', `/${all[1].id}`, {
      start: { dateTime: '2026-10-13T09:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-10-13T10:00:00', timeZone: 'UTC' },
    });
    await act('DELETE', `/${all[2].id}`);
    const later = (await view()).body.value;
    expect(later.map((event: Json) => [event.type, event.start.dateTime.slice(0, 16)])).toEqual([
      ['occurrence', '2026-10-05T13:00'],
      ['exception', '2026-10-13T09:00'],
    ]);
    expect(later[1].originalStart).toBe('2026-10-12T13:00:00Z');
  });

  it('refuses to move an occurrence past its neighbour (GC 2.4)', async () => {
    await create(weekly());
    const [, second] = (await view()).body.value;
    const far = {
      start: { dateTime: '2026-10-20T09:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-10-20T10:00:00', timeZone: 'UTC' },
    };
    const moved = await ask(tenant, 'PATCH', `/v1.0/users/${mailbox}/events/${second.id}`, { token, body: far });
    expect([moved.status, moved.body.error.code]).toEqual([400, 'ErrorOccurrenceCrossingBoundary']);
  });

  it('pages with $top and $skip links that begin with the address asked', async () => {
    for (let i = 0; i < 3; i += 1) await create(single(`n${i}`));
    const first = await view(`${WINDOW}&$top=2&$orderby=subject%20desc`);
    expect(first.body.value.map((event: Json) => event.subject)).toEqual(['n2', 'n1']);
    expect(first.body['@odata.nextLink']).toMatch(/^http:\/\/localhost:4365\/v1\.0\/users\/.*\$skip=2/);
    const second = await ask(tenant, 'GET', first.body['@odata.nextLink'], { token });
    expect(second.body.value.map((event: Json) => event.subject)).toEqual(['n0']);
    expect(second.body).not.toHaveProperty('@odata.nextLink');
  });
});

describe('delta (GC 3.2 to 3.4)', () => {
  const start = (prefer = 'IdType="ImmutableId"', query = WINDOW) =>
    round(`/v1.0/users/${mailbox}/calendarView/delta?${query}`, prefer);
  async function round(link: string, prefer = 'IdType="ImmutableId"') {
    const rows: Json[] = [];
    let pages = 0;
    for (let next = link; ; ) {
      const { status, body, headers } = await ask(tenant, 'GET', next, { token, headers: { Prefer: prefer } });
      pages += 1;
      if (status !== 200) return { status, code: body.error.code, rows, pages, link: '' };
      expect(headers.get('preference-applied')).toContain('odata.track-changes');
      expect('@odata.nextLink' in body).not.toBe('@odata.deltaLink' in body);
      rows.push(...body.value);
      if (body['@odata.deltaLink']) return { status, rows, pages, link: body['@odata.deltaLink'] as string };
      next = body['@odata.nextLink'];
    }
  }

  it('gives a full pass, then only what changed, in a frozen window', async () => {
    const kept = await create(single('kept'));
    const gone = await create(single('gone'));
    const first = await start();
    expect(first.rows.map((row) => row.subject)).toEqual(['kept', 'gone']);
    expect(first.rows[0]).not.toHaveProperty('transactionId');
    expect((await round(first.link)).rows).toEqual([]);
    await act('PATCH', `/${kept.id}`, { subject: 'changed' });
    await act('DELETE', `/${gone.id}`);
    const outside = await create(meeting('outside', '2027-01-06T13:00:00', '2027-01-06T14:00:00'));
    const next = await round(first.link);
    expect(next.rows.map((row) => [row.id, row.subject, row['@removed']])).toEqual([
      [kept.id, 'changed', undefined],
      [gone.id, undefined, { reason: 'deleted' }],
      [outside.id, undefined, { reason: 'deleted' }],
    ]);
  });

  it('lists masters and sparse occurrences, and passes over a deleted one (GC 3.3)', async () => {
    const series = await create(weekly());
    const first = await start();
    expect(first.rows.map((row) => row.type)).toEqual(['seriesMaster', 'occurrence', 'occurrence', 'occurrence']);
    expect(Object.keys(first.rows[1]).sort()).toEqual(
      ['@odata.etag', '@odata.type', 'end', 'id', 'seriesMasterId', 'start', 'type'].sort(),
    );
    await act('DELETE', `/${first.rows[2].id}`);
    const next = await round(first.link);
    expect(next.rows.map((row) => [row.type, row.id === series.id])).toEqual([
      ['seriesMaster', true],
      ['occurrence', false],
      ['occurrence', false],
    ]);
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { announceDeletedOccurrences: true } });
    expect((await round(first.link)).rows.filter((row) => row['@removed'])).toHaveLength(1);
  });

  it('pages by the size asked, begins with an empty page when told to, repeats when told to', async () => {
    for (let i = 0; i < 5; i += 1) await create(single(`n${i}`));
    expect((await start('odata.maxpagesize=2')).pages).toBe(3);
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { emptyFirstDeltaPage: true, deltaRepeatsRows: true } });
    const { pages, rows } = await start('odata.maxpagesize=2');
    expect([pages, rows.length]).toEqual([4, 8]);
  });

  it('tells in a later page of a pass what was deleted meanwhile', async () => {
    const first = await create(single('first'));
    await create(single('second'));
    const page = await ask(tenant, 'GET', `/v1.0/users/${mailbox}/calendarView/delta?${WINDOW}`, {
      token,
      headers: { Prefer: 'odata.maxpagesize=1, IdType="ImmutableId"' },
    });
    expect(page.body.value[0].id).toBe(first.id);
    await act('DELETE', `/${first.id}`);
    const rest = await round(page.body['@odata.nextLink']);
    expect(rest.rows.map((row) => [row.subject, row['@removed']?.reason])).toEqual([
      ['second', undefined],
      [undefined, 'deleted'],
    ]);
  });

  it('refuses options with 400 and answers 410 to a token of another life, a broken one or on command', async () => {
    for (const option of ['$select=id', "$filter=subject eq 'x'", '$expand=attachments']) {
      expect((await start(undefined, `${WINDOW}&${option}`)).status).toBe(400);
    }
    const { link } = await start();
    await ask(tenant, 'POST', '/_control/faults', {
      body: { where: { operation: 'calendarView.delta' }, times: 1, effect: 'gone' },
    });
    expect(await round(link)).toMatchObject({ status: 410, code: 'SyncStateNotFound' });
    expect((await round(link)).status).toBe(200);
    expect((await round(link.replace(/token=.*/, 'token=abc'))).status).toBe(410);
    tenant.reset({ now: '2026-10-05T13:00:00Z', frozen: true });
    token = await tokenOf(tenant, 'admin@library.example');
    expect((await round(link)).status).toBe(410);
  });
});

describe('getSchedule (GC 4)', () => {
  const ask62 = (schedules: string[], to = '2026-10-07T00:00:00') =>
    ask(tenant, 'POST', '/v1.0/me/calendar/getSchedule', {
      token,
      body: {
        Schedules: schedules,
        StartTime: { dateTime: '2026-10-06T12:00:00', timeZone: 'UTC' },
        EndTime: { dateTime: to, timeZone: 'UTC' },
        AvailabilityViewInterval: 60,
      },
    });

  it('answers for each address, with an error where there is no mailbox', async () => {
    await create(single('Inspection'));
    const { body } = await ask62([mailbox, WHO], '2026-10-06T16:00:00');
    expect(body.value[0]).toMatchObject({ scheduleId: mailbox, availabilityView: '0200' });
    expect(body.value[0].scheduleItems[0]).toMatchObject({ subject: 'Inspection', status: 'busy' });
    expect(body.value[1]).toMatchObject({ scheduleId: WHO, scheduleItems: null, error: { responseCode: '5016' } });
  });

  it('hides the subject from those who may not read the calendar', async () => {
    await create(single('Inspection'));
    token = await tokenOf(tenant, 'patron@library.example');
    const { body } = await ask62([mailbox]);
    expect(Object.keys(body.value[0].scheduleItems[0]).sort()).toEqual(['end', 'start', 'status']);
  });

  it('takes 20 addresses and 62 days', async () => {
    expect((await ask62(Array.from({ length: 21 }, (_, i) => `a${i}@library.example`))).status).toBe(400);
    expect((await ask62([mailbox], '2026-12-20T00:00:00')).body.error.code).toBe('ErrorTimeIntervalTooBig');
  });
});
