import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ADA, at, BEN, CEDAR, daily, invited, stage, timesOf } from '../meetings/testing';
import { ask, frozenTenant, IMMUTABLE, type Json, tokenOf } from '../testing';

const MARKER = 'String {9f2c1d5e-7a40-4c0e-9d0a-5b1f0c7e2a11} Name BookingId';

let tenant: Tenant;
let on: ReturnType<typeof stage>;
let token: string;

beforeEach(async () => {
  tenant = frozenTenant();
  on = stage(tenant);
  token = await tokenOf(tenant, ADA, ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite']);
});

const graph = (method: string, path: string, body?: Json, headers: Record<string, string> = IMMUTABLE) =>
  ask(tenant, method, path.startsWith('http') ? path : `/v1.0/me${path}`, {
    token,
    headers,
    ...(body === undefined ? {} : { body }),
  });
const refused = (method: string, path: string, body?: Json) => ask(tenant, method, `/_control${path}`, { body });
const window = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-12-01T00:00:00Z';

/** Reads a delta to its end; answers the rows and the link for the next round. */
async function round(link: string) {
  const rows: Json[] = [];
  let next = link;
  for (;;) {
    const { status, body } = await graph('GET', next);
    if (status !== 200) return { status, rows, link: next };
    rows.push(...body.value);
    if (body['@odata.deltaLink']) return { status, rows, link: body['@odata.deltaLink'] as string };
    next = body['@odata.nextLink'];
  }
}
const firstRound = (calendarId?: string) =>
  round(`${calendarId ? `/calendars/${calendarId}` : ''}/calendarView/delta?${window}`);
const removedIn = ({ rows }: { rows: Json[] }) => rows.filter((row) => row['@removed']).map((row) => row.id);

describe('Deleted Items (GC 2.6)', () => {
  it('[GC13.17] hold what a person or a program deleted, until it is restored: the same immutable id, a new rest id', async () => {
    const event = await on.create(ADA, at(6, '13:00', '14:00', { singleValueExtendedProperties: marker('1') }));
    const { link } = await firstRound();
    await on.remove(ADA, event);
    const gone = await round(link);
    expect(removedIn(gone)).toEqual([event.immutableId]);
    const { value } = await on.control('GET', `/mailboxes/${ADA}/deleted`);
    expect(value).toMatchObject([
      { immutableId: event.immutableId, oldRestId: event.restId, subject: 'Collections', folder: 'deleted' },
    ]);
    expect((await graph('GET', `/events/${event.immutableId}`)).status).toBe(404);
    const back = await on.act(ADA, event, 'restore');
    expect(back.immutableId).toBe(event.immutableId);
    expect(back.restId).not.toBe(event.restId);
    expect(back).toMatchObject({ iCalUId: event.iCalUId, singleValueExtendedProperties: marker('1') });
    expect((await graph('GET', `/events/${event.restId}`)).status).toBe(404);
    expect((await round(gone.link)).rows).toMatchObject([{ id: event.immutableId, subject: 'Collections' }]);
    expect((await refused('POST', `/mailboxes/${ADA}/events/${event.immutableId}/restore`)).status).toBe(404);
  });

  it('[GC15.14] may give a new immutable id too on restoring; a repeated create still means that event', async () => {
    const body = at(6, '13:00', '14:00', { transactionId: 'T' });
    const first = (await graph('POST', '/events', body)).body;
    await graph('DELETE', `/events/${first.id}`);
    await on.behave({ restoredImmutableId: 'new' });
    const back = await on.act(ADA, { immutableId: first.id }, 'restore');
    expect(back.immutableId).not.toBe(first.id);
    expect((await graph('GET', `/events/${first.id}`)).status).toBe(404);
    const again = await graph('POST', '/events', body);
    expect([again.status, again.body.id]).toEqual([201, back.immutableId]);
  });

  it('[GC13.17] are filled by programs too, and passed by on request', async () => {
    const [kept, purged] = [
      await on.create(ADA, at(6, '13:00', '14:00')),
      await on.create(ADA, at(7, '13:00', '14:00')),
    ];
    await graph('DELETE', `/events/${kept.immutableId}`);
    await on.remove(ADA, purged, '?permanent=true');
    const { value } = await on.control('GET', `/mailboxes/${ADA}/deleted`);
    expect(value.map((one: Json) => one.immutableId)).toEqual([kept.immutableId]);
  });

  it('[GC13.4] are not the archive: what comes back from there has new ids of both kinds', async () => {
    const event = await on.create(ADA, at(6, '13:00', '14:00'));
    const { link } = await firstRound();
    await on.act(ADA, event, 'archive');
    expect(removedIn(await round(link))).toEqual([event.immutableId]);
    const back = await on.act(ADA, event, 'restore');
    expect([back.immutableId === event.immutableId, back.restId === event.restId]).toEqual([false, false]);
    expect(back.iCalUId).toBe(event.iCalUId);
  });
});

describe('other calendars of the mailbox (GC 1.3)', () => {
  const addProjects = () => on.control('POST', `/mailboxes/${ADA}/calendars`, { name: 'Projects' });

  it('[SD14] an event that is moved leaves one delta and enters the other; only its immutable id stays', async () => {
    const projects = await addProjects();
    const event = await on.create(ADA, at(6, '13:00', '14:00'));
    const [here, there] = [await firstRound(), await firstRound(projects.id)];
    const moved = await on.act(ADA, event, 'move', { calendar: 'Projects' });
    expect(moved).toMatchObject({ immutableId: event.immutableId, calendarId: projects.id });
    expect(moved.restId).not.toBe(event.restId);
    expect(removedIn(await round(here.link))).toEqual([event.immutableId]);
    expect((await round(there.link)).rows).toMatchObject([{ id: event.immutableId, subject: 'Collections' }]);
    expect((await graph('GET', `/events/${event.restId}`, undefined, {})).status).toBe(404);
    expect((await graph('GET', `/events/${event.immutableId}`)).body.subject).toBe('Collections');
    const back = await on.act(ADA, event, 'move', {});
    expect([back.immutableId, back.restId === event.restId]).toEqual([event.immutableId, false]);
  });

  it('[SD14] with default ids the move is told under the old rest id', async () => {
    await addProjects();
    const event = await on.create(ADA, at(6, '13:00', '14:00'));
    const { body } = await graph('GET', `/calendarView/delta?${window}`, undefined, {});
    const link = body['@odata.deltaLink'] ?? (await round(body['@odata.nextLink'])).link;
    await on.act(ADA, event, 'move', { calendar: 'Projects' });
    const later = await graph('GET', link, undefined, {});
    expect(later.body.value).toMatchObject([{ id: event.restId, '@removed': { reason: 'deleted' } }]);
  });

  it('[GC13.17] are written to, read and removed by a person', async () => {
    const projects = await addProjects();
    const event = await ask(tenant, 'POST', `/_control/mailboxes/${ADA}/events?calendar=Projects`, {
      body: at(6, '13:00', '14:00'),
    });
    expect([event.status, event.body.calendarId]).toEqual([201, projects.id]);
    const listed = async (query: string) =>
      (await on.control('GET', `/mailboxes/${ADA}/events${query}`)).value.map((one: Json) => one.immutableId);
    expect(await listed('')).not.toContain(event.body.immutableId);
    expect(await listed('?calendar=Projects')).toEqual([event.body.immutableId]);
    expect(await listed('?calendar=*')).toContain(event.body.immutableId);
    const other = `/mailboxes/${ADA}/events/${event.body.immutableId}?calendar=Calendar`;
    expect((await refused('PATCH', other, { subject: 'x' })).status).toBe(404);
    await on.control('PATCH', `/mailboxes/${ADA}/events/${event.body.immutableId}?calendar=Projects`, { subject: 'x' });
    await on.control('DELETE', `/mailboxes/${ADA}/calendars/Projects`);
    expect((await refused('GET', `/mailboxes/${ADA}/events?calendar=Projects`)).status).toBe(404);
    expect((await on.control('GET', `/mailboxes/${ADA}/deleted`)).value).toMatchObject([{ subject: 'x' }]);
    expect((await refused('DELETE', `/mailboxes/${ADA}/calendars/Calendar`)).status).toBe(400);
  });

  it('[GC13.7] share one memory of transactionIds', async () => {
    const projects = await addProjects();
    const body = at(6, '13:00', '14:00', { transactionId: 'T' });
    const first = await graph('POST', '/events', body);
    const elsewhere = await graph('POST', `/calendars/${projects.id}/events`, body);
    expect([elsewhere.status, elsewhere.body.id]).toEqual([201, first.body.id]);
    const ben = await tokenOf(tenant, BEN);
    const other = await ask(tenant, 'POST', '/v1.0/me/events', { token: ben, body });
    expect([other.status, other.body.id === first.body.id]).toEqual([201, false]);
  });
});

describe('a copy made by hand', () => {
  const copied = async () => {
    const event = (
      await graph(
        'POST',
        '/events',
        at(6, '13:00', '14:00', { transactionId: 'T', singleValueExtendedProperties: marker('2201') }),
      )
    ).body;
    const copy = await on.act(ADA, { immutableId: event.id }, 'copy', at2(8));
    expect([copy.immutableId === event.id, copy.iCalUId === event.iCalUId]).toEqual([false, false]);
    expect([timesOf(copy), copy.subject]).toEqual(['10-08T09:00 10:00', 'Collections']);
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${MARKER}' and ep/value eq '2201')`;
    const found = await graph('GET', `/events?$filter=${encodeURIComponent(filter)}`);
    return { marked: found.body.value.length, transactionId: copy.transactionId };
  };
  const at2 = (day: number) => {
    const { start, end } = at(day, '09:00', '10:00');
    return { start, end };
  };

  it.each([
    ['nothing', 1, null],
    ['marker', 2, null],
    ['marker and transactionId', 2, 'T'],
  ])('[V7] keeps %s', async (humanCopyKeeps, marked, transactionId) => {
    await on.behave({ humanCopyKeeps });
    expect(await copied()).toEqual({ marked, transactionId });
  });

  it('[SD14] is nobody’s meeting: no one is invited, no one is mailed', async () => {
    const meeting = await on.create(ADA, at(6, '13:00', '14:00', { attendees: invited(BEN) }));
    await on.control('DELETE', '/mails');
    const copy = await on.act(ADA, meeting, 'copy');
    expect([copy.attendees, timesOf(copy)]).toEqual([[], timesOf(meeting)]);
    expect(await on.mails()).toEqual([]);
    const [theirs] = await on.copiesOf(BEN, meeting);
    expect(await on.act(BEN, theirs, 'copy')).toMatchObject({
      isOrganizer: true,
      organizer: { emailAddress: { address: BEN } },
    });
  });

  it('[GC13.17] of a series is a series', async () => {
    const series = await on.create(ADA, at(6, '13:00', '14:00', { recurrence: daily(3) }));
    await on.remove(ADA, (await on.shownOf(ADA, series))[1]);
    const copy = await on.act(ADA, series, 'copy');
    expect((await on.shownOf(ADA, copy)).map(timesOf)).toEqual(['10-06T13:00 14:00', '10-08T13:00 14:00']);
  });
});

describe('a whole series in a person’s hands (GC 3.3)', () => {
  const makeSeries = () => on.create(CEDAR, at(6, '13:00', '14:00', { recurrence: daily(4) }));
  const shown = (series: Json) => on.shownOf(CEDAR, series);

  it.each([
    ['days', { days: 1 }, '10-07T13:00 14:00'],
    ['minutes', { minutes: 30 }, '10-06T13:30 14:30'],
    ['days back', { days: -2 }, '10-04T13:00 14:00'],
  ])(
    '[SD14] shifted by %s gives every occurrence a new id, and no old one is told as removed',
    async (_, by, first) => {
      const series = await on.create(ADA, at(6, '13:00', '14:00', { recurrence: daily(4) }));
      const before = (await on.shownOf(ADA, series)).map((one) => one.immutableId);
      const { link } = await firstRound();
      await on.act(ADA, series, 'shift', by);
      const after = await on.shownOf(ADA, series);
      expect(timesOf(after[0])).toBe(first);
      expect(after).toHaveLength(4);
      expect(after.filter((one) => before.includes(one.immutableId))).toEqual([]);
      for (const id of before) expect((await graph('GET', `/events/${id}`)).status).toBe(404);
      const { rows } = await round(link);
      expect(rows.filter((row) => row['@removed'])).toEqual([]);
      expect(rows.map((row) => row.id).sort()).toEqual(
        [series.immutableId, ...after.map((one) => one.immutableId)].sort(),
      );
    },
  );

  it('[SD14] keeps its wall time over the end of summer time, and moves its weekdays along', async () => {
    const zoned = (clock: string) => ({ dateTime: `2026-10-29T${clock}:00`, timeZone: 'Eastern Standard Time' });
    const series = await on.create(CEDAR, {
      subject: 'Shift',
      start: zoned('10:00'),
      end: zoned('11:00'),
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['thursday'] },
        range: { type: 'numbered', numberOfOccurrences: 2 },
      },
    });
    expect((await shown(series)).map(timesOf)).toEqual(['10-29T14:00 15:00', '11-05T15:00 16:00']);
    const shifted = await on.act(CEDAR, series, 'shift', { days: 4, minutes: 15 });
    expect(shifted.recurrence.pattern.daysOfWeek).toEqual(['monday']);
    expect((await shown(series)).map(timesOf)).toEqual(['11-02T15:15 16:15', '11-09T15:15 16:15']);
  });

  it('[GC13.17] "this and following" ends the old series and begins a new one', async () => {
    const series = await makeSeries();
    const [, second, third] = await shown(series);
    await on.change(CEDAR, second, { subject: 'Special' });
    const answer = await on.act(CEDAR, third, 'split', {
      subject: 'New team',
      ...timesAt('2026-10-08', '15:00', '16:00'),
    });
    expect(answer.old.recurrence.range).toMatchObject({ type: 'endDate', endDate: '2026-10-07' });
    expect(answer.new.iCalUId).not.toBe(series.iCalUId);
    expect((await shown(series)).map((one) => [timesOf(one), one.subject])).toEqual([
      ['10-06T13:00 14:00', 'Collections'],
      ['10-07T13:00 14:00', 'Special'],
    ]);
    expect((await shown(answer.new)).map((one) => [timesOf(one), one.subject])).toEqual([
      ['10-08T15:00 16:00', 'New team'],
      ['10-09T15:00 16:00', 'New team'],
    ]);
  });

  it('[GC13.17] "this and following" from the first occurrence leaves nothing of the old', async () => {
    const series = await makeSeries();
    const answer = await on.act(CEDAR, (await shown(series))[0], 'split', { subject: 'All new' });
    expect(answer.old).toBeNull();
    expect(await shown(series)).toEqual([]);
    expect(await shown(answer.new)).toHaveLength(4);
    expect((await refused('POST', `/mailboxes/${CEDAR}/events/${answer.new.immutableId}/split`, {})).status).toBe(400);
  });

  it('[GC13.17] "delete this and following" keeps what was before', async () => {
    const series = await makeSeries();
    await on.remove(CEDAR, (await shown(series))[2], '?scope=following');
    expect((await shown(series)).map(timesOf)).toEqual(['10-06T13:00 14:00', '10-07T13:00 14:00']);
  });

  it('[SD14] a single event becomes a series and a single one again, under one id', async () => {
    const event = await on.create(CEDAR, at(6, '13:00', '14:00'));
    await on.change(CEDAR, event, { recurrence: daily(3) });
    expect(await shown(event)).toHaveLength(3);
    expect(await on.read(CEDAR, event)).toMatchObject({ type: 'seriesMaster' });
    await on.change(CEDAR, event, { recurrence: null });
    expect((await shown(event)).map(timesOf)).toEqual(['10-06T13:00 14:00']);
    expect(await on.read(CEDAR, event)).toMatchObject({ type: 'singleInstance', restId: event.restId });
  });
});

describe('small acts (SD 14)', () => {
  it('[SD14] an event is set free, and an all-day event on and off', async () => {
    const event = await on.create(ADA, {
      subject: 'Leave',
      ...timesAt('2026-10-06', '23:30', '23:45'),
    });
    expect(await on.act(ADA, event, 'free')).toMatchObject({ showAs: 'free' });
    const whole = await on.act(ADA, event, 'allday', { on: true });
    expect([whole.isAllDay, whole.start.dateTime, whole.end.dateTime]).toEqual([
      true,
      '2026-10-06T00:00:00.0000000',
      '2026-10-07T00:00:00.0000000',
    ]);
    expect((await refused('POST', `/mailboxes/${ADA}/events/${event.immutableId}/allday`, { on: true })).status).toBe(
      400,
    );
    const part = await on.act(ADA, event, 'allday', { on: false });
    expect([part.isAllDay, timesOf(part)]).toEqual([false, '10-06T09:00 10:00']);
    const given = await on.act(ADA, event, 'allday', { on: true });
    expect(given.isAllDay).toBe(true);
    const until = { on: false, ...timesAt('2026-10-06', '15:00', '16:00') };
    expect(timesOf(await on.act(ADA, event, 'allday', until))).toBe('10-06T15:00 16:00');
  });

  it('[SD14] a cancelled copy is kept until its owner deletes it', async () => {
    const meeting = await on.create(BEN, at(6, '13:00', '14:00', { attendees: invited(ADA) }));
    await on.act(BEN, meeting, 'cancel', { comment: 'Ill' });
    const [copy] = await on.copiesOf(ADA, meeting);
    expect(copy).toMatchObject({ isCancelled: true });
    await on.remove(ADA, copy);
    expect(await on.copiesOf(ADA, meeting)).toEqual([]);
  });

  it('[GC13.17] are told in the log as acts of a person', async () => {
    const event = await on.create(ADA, at(6, '13:00', '14:00'));
    await on.act(ADA, event, 'copy');
    await on.remove(ADA, event);
    await on.act(ADA, event, 'restore');
    const { entries } = await on.control('GET', '/log');
    expect(entries.map((one: Json) => [one.operation, one.actor, one.mailbox])).toEqual(
      ['event.create', 'event.copy', 'event.delete', 'event.restore'].map((name) => [name, 'person', ADA]),
    );
  });
});

describe('a mailbox that was moved', () => {
  it('[SD14] has new rest ids, keeps immutable ones, and every delta link of it is gone', async () => {
    const event = await on.create(ADA, at(6, '13:00', '14:00'));
    const { link } = await firstRound();
    await on.control('POST', `/mailboxes/${ADA}/moved`);
    const after = await on.read(ADA, event);
    expect([after.immutableId, after.restId === event.restId]).toEqual([event.immutableId, false]);
    expect((await graph('GET', `/events/${event.restId}`)).status).toBe(404);
    expect((await round(link)).status).toBe(410);
    const fresh = await firstRound();
    expect(fresh.status).toBe(200);
    expect(fresh.rows.map((row) => row.id)).toContain(event.immutableId);
    expect((await round(fresh.link)).rows).toEqual([]);
  });

  it('[SD14] may change immutable ids and calendar ids too; a repeated create still finds its event', async () => {
    const body = at(6, '13:00', '14:00', { transactionId: 'T' });
    const first = (await graph('POST', '/events', body)).body;
    const [calendar] = (await graph('GET', '/calendars')).body.value;
    await on.control('POST', `/mailboxes/${ADA}/moved`, { immutableIds: true, calendarIds: true });
    expect((await graph('GET', `/events/${first.id}`)).status).toBe(404);
    expect((await graph('GET', `/calendars/${calendar.id}/events`)).status).toBe(404);
    const again = await graph('POST', '/events', body);
    expect([again.status, again.body.iCalUId, again.body.id === first.id]).toEqual([201, first.iCalUId, false]);
    expect((await on.events(ADA)).filter((one) => one.iCalUId === first.iCalUId)).toHaveLength(1);
  });

  it('[SD14] goes on knocking for its calendar under the new id', async () => {
    const knocks: string[] = [];
    tenant = frozenTenant({
      deliver: async (input, init) => {
        const check = new URL(String(input)).searchParams.get('validationToken');
        if (check) return new Response(check, { headers: { 'Content-Type': 'text/plain' } });
        knocks.push(JSON.parse(String(init?.body)).value[0].changeType);
        return new Response(null, { status: 202 });
      },
    });
    on = stage(tenant);
    token = await tokenOf(tenant, ADA, ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite']);
    const made = await graph('POST', 'http://localhost:4365/v1.0/subscriptions', {
      changeType: 'created',
      notificationUrl: 'http://127.0.0.1:9/hook',
      resource: '/me/events',
      expirationDateTime: '2026-10-07T13:00:00Z',
      clientState: 'x',
    });
    expect(made.status).toBe(201);
    await on.control('POST', `/mailboxes/${ADA}/moved`, { immutableIds: true, calendarIds: true });
    await on.create(ADA, at(6, '13:00', '14:00'));
    await on.pass(1_000);
    expect(knocks).toEqual(['created']);
  });
});

describe('PATCH without If-Match (GC 2.5)', () => {
  it('[GC13.5] is refused now and then by a switch; the same again then passes', async () => {
    const { immutableId } = await on.create(ADA, at(6, '13:00', '14:00'));
    const patch = (headers = {}) => graph('PATCH', `/events/${immutableId}`, { subject: 'x' }, headers);
    const statuses = async (headers = {}) => {
      const seen: number[] = [];
      for (let i = 0; i < 60; i += 1) seen.push((await patch(headers)).status);
      return seen;
    };
    expect(new Set(await statuses())).toEqual(new Set([200]));
    await on.behave({ randomPreconditionFailure: true });
    const seen = await statuses();
    expect(seen.filter((status) => status === 412).length).toBeGreaterThan(4);
    expect(seen.filter((status) => status === 200).length).toBeGreaterThan(30);
    expect(new Set(await statuses({ 'If-Match': '*' }))).toEqual(new Set([200]));
  });
});

function marker(value: string) {
  return [{ id: MARKER, value }];
}

function timesAt(date: string, from: string, to: string) {
  const time = (clock: string) => ({ dateTime: `${date}T${clock}:00`, timeZone: 'UTC' });
  return { start: time(from), end: time(to) };
}
