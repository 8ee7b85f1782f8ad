import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { confirmBooking, refuseTaken } from '@/lib/db/remote-confirmation';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { cancelSeries } from './cancel-series';
import { continueSeries } from './continue-series';
import { decideSeries, dropDraft } from './decide-series';
import { findPatrons } from './find-patrons';
import { proposeSeries } from './propose-series';
import { viewSeries } from './view-series';
import { viewBlocks, viewSeriesList } from './view-series-list';
import { viewStaffFacts } from './view-staff-facts';

testDatabase();

let sample: Sample;
let ada: Person;
let pia: Person;
let linkId: number;
const now = moment('2026-11-20', '07:00');

beforeAll(async () => {
  sample = await sampleLibrary();
  ada = { ...sample.ada, kind: 'person' };
  pia = { ...(await db().person.create({ data: { name: 'Pia', email: 'pia@uni.example' } })), kind: 'person' };
  linkId = await linkToCalendar(sample.east.id, sample.ada.id);
  await queue();
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().syncConflict.deleteMany();
  await db().busyBlock.deleteMany();
  await db().pushJob.deleteMany();
  await db().seriesOccurrence.deleteMany();
  await db().booking.deleteMany();
  await db().bookingSeries.deleteMany();
  await db().auditEntry.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job WHERE name LIKE '%mail' OR name = 'series'`;
});

const rosa = { name: 'Rosa', email: 'rosa@example.org' };
const wish = (spaceId: number, more: object = {}) => ({
  ...{ kind: 'book', spaces: String(spaceId), date: '2026-11-23', start: '10:00', minutes: '60', tell: 'on', ...rosa },
  ...more,
});
const weekly = (times: number) => ({
  repeat: 'week',
  interval: '1',
  weekdays: '1',
  ends: 'times',
  times: String(times),
});
const mondays = ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28'];

async function propose(raw: object, actor = ada): Promise<number> {
  const answer = await proposeSeries(actor, raw, now);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.seriesId;
}
const decide = (seriesId: number, form: object = {}) => decideSeries(ada, { seriesId: String(seriesId), ...form }, now);
const view = async (seriesId: number, actor = ada) => {
  const answer = await viewSeries(actor, { seriesId }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const states = async (seriesId: number) => {
  const seen = await view(seriesId);
  return seen.state === 'draft' ? seen.times.map(({ verdict }) => verdict?.state) : [];
};
const outcomes = async (seriesId: number) =>
  (await db().seriesOccurrence.findMany({ where: { seriesId }, orderBy: { position: 'asc' } })).map(
    ({ outcome }) => outcome,
  );
const guestBooks = (spaceId: number, date: string, from = '10:00', to = '11:00') =>
  bookSpace(
    { kind: 'guest' },
    { spaceId, ...rosa, start: moment(date, from).toISOString(), end: moment(date, to).toISOString() },
    now,
  );
/** A meeting that was read from the calendar of Hall east. */
const meetingAt = (date: string, from = '10:30', to = '12:00') =>
  db().busyBlock.create({
    data: {
      ...{ linkId, resourceId: sample.east.id, remoteId: `event ${date}` },
      ...{ startsAt: moment(date, from), endsAt: moment(date, to) },
    },
  });
const mails = async () =>
  (
    await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job WHERE name LIKE '%mail' ORDER BY created_on`
  ).map(({ template }) => template);

describe('one booking for somebody', () => {
  test('shows which rules it goes beyond before it is made, and keeps them', async () => {
    const id = await propose(wish(sample.quiet.id, { start: '16:45', minutes: '150', note: 'Exam' }));
    expect(await view(id)).toMatchObject({
      times: [{ verdict: { state: 'free', beyond: ['outside_hours', 'off_step', 'limit_reached'] }, problem: null }],
    });
    const answer = await decide(id);
    expect(answer).toMatchObject({ ok: true, value: { state: 'booked', isBlock: false } });
    expect(await db().bookingSeries.count()).toBe(0);
    const booking = await db().booking.findFirstOrThrow();
    expect(booking).toMatchObject({
      ...{ patronEmail: rosa.email, note: 'Exam', cause: 'staff', status: 'confirmed', quiet: false, seriesId: null },
      beyond: ['outside_hours', 'off_step', 'limit_reached'],
    });
    const facts = await viewStaffFacts(ada, { publicId: booking.publicId });
    expect(facts).toMatchObject({ value: { beyond: booking.beyond } });
    expect(await viewStaffFacts(pia, { publicId: booking.publicId })).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await mails()).toEqual(['booking_confirmed']);
  });

  test('belongs to the account that was found, and is told to nobody where that was chosen', async () => {
    expect(await findPatrons(ada, { query: 'PIA' })).toMatchObject({ value: [{ id: pia.id, email: pia.email }] });
    const id = await propose({ ...wish(sample.quiet.id, { tell: '', name: '', email: '' }), personId: String(pia.id) });
    expect(await decide(id)).toMatchObject({ ok: true });
    expect(await db().booking.findFirst()).toMatchObject({ personId: pia.id, patronName: 'Pia', quiet: true });
    expect(await mails()).toEqual([]);
  });

  test('never over another booking; over a meeting in Outlook with a reason only, on record and asked no more', async () => {
    await meetingAt('2026-11-23');
    const id = await propose(wish(sample.east.id));
    expect(await states(id)).toEqual(['meeting']);
    expect(await decide(id)).toMatchObject({ value: { state: 'open' } });
    expect(await decide(id, { 'choice-0': 'anyway' })).toMatchObject({ value: { state: 'open' } });
    const answer = await decide(id, { 'choice-0': 'anyway', anyway: 'They leave at ten' });
    expect(answer).toMatchObject({ value: { state: 'booked' } });
    // Not asked of Outlook, which would say no: promised at once, and written.
    const booking = await db().booking.findFirstOrThrow();
    expect(booking).toMatchObject({
      status: 'confirmed',
      anywayReason: 'They leave at ten',
      beyond: ['meeting_in_the_way'],
    });
    expect(await db().pushJob.count({ where: { bookingId: booking.id } })).toBe(1);
    expect(await db().syncConflict.findMany()).toMatchObject([
      {
        ...{ state: 'resolved', resolution: 'kept', resolvedBy: ada.id, resolvedAt: now, linkId },
        bookingId: booking.id,
      },
    ]);
    expect(await db().auditEntry.findMany({ select: { act: true, personId: true }, orderBy: { id: 'asc' } })).toEqual([
      { act: 'booking.over_meeting', personId: ada.id },
      { act: 'booking.booked_for', personId: ada.id },
    ]);
    expect(await viewStaffFacts(ada, { publicId: booking.publicId })).toMatchObject({
      value: { accepted: [{ by: 'Ada Park', at: now }] },
    });
    const again = await propose(wish(sample.east.id));
    expect(await states(again)).toEqual(['booking']);
    expect(await decide(again, { 'choice-0': 'anyway', anyway: 'Please' })).toMatchObject({ value: { state: 'open' } });
  });

  test('asked for by two at once: one has it, the other looks again', async () => {
    const ids = [await propose(wish(sample.quiet.id)), await propose(wish(sample.quiet.id))];
    const answers = await Promise.all(ids.map((id) => decide(id)));
    expect(answers.map((one) => one.ok && one.value.state).sort()).toEqual(['booked', 'open']);
    const left = ids[answers.findIndex((one) => one.ok && one.value.state === 'open')] ?? 0;
    expect(await states(left)).toEqual(['booking']);
    expect(await db().booking.count()).toBe(1);
  });

  test('goes elsewhere when it is moved: to the space and time that were named, and not where those are taken', async () => {
    await guestBooks(sample.quiet.id, '2026-11-23');
    await guestBooks(sample.corner.id, '2026-11-23', '13:00', '14:00');
    const id = await propose(wish(sample.quiet.id));
    const seen = await view(id);
    expect(seen.state === 'draft' && seen.times[0]).toMatchObject({
      uses: [{ patronName: 'Rosa' }],
      spaces: expect.arrayContaining([{ id: sample.corner.id, name: 'Corner room', free: true }]),
    });
    const to = { 'choice-0': 'move', 'space-0': String(sample.corner.id), 'date-0': '2026-11-23' };
    expect(await decide(id, { ...to, 'start-0': '13:30' })).toMatchObject({ value: { state: 'open' } });
    expect(await view(id)).toMatchObject({ times: [{ problem: 'moved_taken' }] });
    expect(await decide(id, { ...to, 'start-0': '14:00' })).toMatchObject({ value: { state: 'booked' } });
    expect(
      await db().bookingItem.findFirst({
        where: { resourceId: sample.corner.id, startsAt: moment('2026-11-23', '14:00') },
      }),
    ).toMatchObject({ endsAt: moment('2026-11-23', '15:00') });
  });
});

describe('a series', () => {
  test('lists what is in the way, takes what was chosen for each, and books the rest', async () => {
    await guestBooks(sample.east.id, '2026-11-30', '09:00', '11:00');
    await meetingAt('2026-12-07');
    const id = await propose(wish(sample.east.id, weekly(4)));
    expect(await states(id)).toEqual(['free', 'booking', 'meeting', 'free']);
    expect(await decide(id, { 'all-meeting': 'skip' })).toMatchObject({ value: { state: 'open' } });
    const seen = await view(id);
    expect(seen.state === 'draft' && seen.times.map(({ problem }) => problem)).toEqual([null, 'open', null, null]);
    const done = await decide(id, { 'all-booking': 'move', 'all-meeting': 'skip', 'choice-3': 'skip' });
    expect(done).toMatchObject({ value: { state: 'done' } });
    expect(await outcomes(id)).toEqual(['booked', 'booked', 'skipped', 'skipped']);
    const items = await db().bookingItem.findMany({
      where: { booking: { seriesId: id } },
      orderBy: { startsAt: 'asc' },
    });
    expect(items.map(({ startsAt }) => startsAt)).toEqual(mondays.slice(0, 2).map((date) => moment(date, '10:00')));
    expect(items[1]?.resourceId).not.toBe(sample.east.id);
    expect(await decide(id)).toMatchObject({ refusal: { code: 'case_closed' } });
    expect(await viewSeriesList(ada, now)).toMatchObject({ value: [{ id, upcoming: 2, lost: 0, patronName: 'Rosa' }] });
    const kept = await db().bookingSeries.findUnique({ where: { id } });
    expect(kept).toMatchObject({ state: 'done', wish: null });
  });

  test('races with patrons for each of its times: one of the two has it, and what it lost it says', async () => {
    const id = await propose(wish(sample.quiet.id, weekly(4)));
    const [, ...patrons] = await Promise.all([
      decide(id),
      ...mondays.slice(0, 2).map((date) => guestBooks(sample.quiet.id, date)),
    ]);
    const won = patrons.map(({ ok }) => ok);
    const expected = mondays.slice(0, 4).map((_, at) => (won[at] ? 'slot_taken' : 'booked'));
    expect(await outcomes(id)).toEqual(expected);
    expect(await db().bookingItem.count()).toBe(4);
    expect(await view(id)).toMatchObject({
      state: 'done',
      upcoming: expected.filter((one) => one === 'booked').length,
    });
  });

  test('what is taken between the look and the booking is reported, and the rest is booked', async () => {
    const id = await propose(wish(sample.quiet.id, weekly(3)));
    await db().bookingSeries.update({ where: { id }, data: { state: 'working' } });
    expect(await continueSeries(id, now, 1)).toBe(false);
    await guestBooks(sample.quiet.id, '2026-11-30');
    // Two go on at once, as a page and a worker may.
    await Promise.all([continueSeries(id, now), continueSeries(id, now)]);
    expect(await outcomes(id)).toEqual(['booked', 'slot_taken', 'booked']);
    expect(await db().booking.count({ where: { seriesId: id } })).toBe(2);
    expect(await viewSeriesList(ada, now)).toMatchObject({ value: [{ lost: 1, upcoming: 2 }] });
  });

  test('tells its patron once, when nothing waits for Outlook any more', async () => {
    const id = await propose(wish(sample.east.id, weekly(3)));
    expect(await decide(id)).toMatchObject({ value: { state: 'done' } });
    const bookings = await db().booking.findMany({ where: { seriesId: id }, orderBy: { id: 'asc' } });
    expect(bookings.map(({ status }) => status)).toEqual(['pending_remote', 'pending_remote', 'pending_remote']);
    const [first, second, third] = bookings;
    if (!first || !second || !third) throw new Error('not booked');
    for (const one of [first, second]) await transaction((tx) => confirmBooking(tx, one, now));
    await continueSeries(id, now);
    expect(await mails()).toEqual([]);
    await transaction((tx) => refuseTaken(tx, third.id, now));
    await Promise.all([continueSeries(id, now), continueSeries(id, now)]);
    expect(await mails()).toEqual(['series_booked']);
    expect(await viewSeriesList(ada, now)).toMatchObject({ value: [{ lost: 1, upcoming: 2 }] });
  });

  test('ends from a booking on, or whole, with one mail; a booking that was cancelled alone is left alone', async () => {
    const id = await propose(wish(sample.quiet.id, weekly(4)));
    await decide(id);
    const all = await db().booking.findMany({ where: { seriesId: id }, orderBy: { id: 'asc' } });
    const from = all[2]?.publicId;
    expect(await cancelSeries(pia, { seriesId: id }, now)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await cancelSeries(ada, { seriesId: id, from: 'nobody22' }, now)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await cancelSeries(ada, { seriesId: id, from }, now)).toMatchObject({ value: { count: 2 } });
    expect(await cancelSeries(ada, { seriesId: id, from }, now)).toMatchObject({ refusal: { code: 'booking_closed' } });
    expect(await db().occupancy.count({ where: { active: true } })).toBe(2);
    expect(await cancelSeries(ada, { seriesId: id }, now)).toMatchObject({ value: { count: 2 } });
    expect(await mails()).toEqual(['series_booked', 'series_cancelled', 'series_cancelled']);
    expect(await db().auditEntry.count({ where: { act: 'series.cancelled' } })).toBe(2);
  });
});

describe('blocked time', () => {
  const block = (more: object = {}) => ({
    ...{ kind: 'block', spaces: `${sample.quiet.id},${sample.corner.id}`, date: '2026-11-23', start: '08:00' },
    ...{ end: '12:00', note: 'Exam', ...more },
  });

  test('closes several spaces for everybody, without a patron or a mail; bookings in the way are listed and stay', async () => {
    await guestBooks(sample.corner.id, '2026-11-23');
    const id = await propose(block());
    expect(await states(id)).toEqual(['booking', 'free']);
    expect(await decide(id, { 'choice-0': 'anyway', anyway: 'x' })).toMatchObject({ value: { state: 'open' } });
    expect(await decide(id, { 'choice-0': 'move' })).toMatchObject({ value: { state: 'open' } });
    await db().$executeRaw`DELETE FROM pgboss.job WHERE name LIKE '%mail'`;
    expect(await decide(id, { 'all-booking': 'skip' })).toMatchObject({ value: { state: 'done' } });
    expect(await viewBlocks(ada, now)).toMatchObject({
      value: [{ spaceName: 'Quiet room', note: 'Exam', seriesId: id }],
    });
    expect(await guestBooks(sample.quiet.id, '2026-11-23')).toMatchObject({ refusal: { code: 'slot_taken' } });
    expect(await db().booking.findFirst({ where: { isBlock: true } })).toMatchObject({
      ...{ patronEmail: '', status: 'confirmed', beyond: [], checkInCode: null },
    });
    expect(await mails()).toEqual([]);
  });

  test('reaches the room’s calendar as a booking does, and asks it nothing first', async () => {
    const id = await propose(block({ spaces: String(sample.east.id), endDate: '2026-11-25' }));
    expect(await decide(id)).toMatchObject({ value: { state: 'booked', isBlock: true } });
    const booking = await db().booking.findFirstOrThrow({ include: { items: true, jobs: true } });
    expect(booking).toMatchObject({ isBlock: true, status: 'confirmed', jobs: [{ linkId }] });
    expect(booking.items[0]?.endsAt).toEqual(moment('2026-11-25', '12:00'));
  });
});

describe('what is asked for', () => {
  test.each<[string, object, object]>([
    ['no space', { spaces: '' }, { spaces: 'required' }],
    ['a day that is over', { date: '2026-11-19' }, { date: 'not_before_today' }],
    ['no time', { start: '25:00' }, { start: 'not_date' }],
    ['no length', { minutes: 'long' }, { minutes: 'not_whole_number' }],
    ['nobody', { name: '', email: 'x' }, { name: 'required', email: 'not_email' }],
    ['an account that is not', { personId: '99999' }, { personId: 'invalid' }],
    ['a number that no table holds', { personId: '4294967296' }, { personId: 'invalid' }],
    ['no weekday', { ...weekly(2), weekdays: '' }, { weekdays: 'no_weekday' }],
    ['too often', weekly(201), { times: 'out_of_range' }],
    ['daily, too often', { ...weekly(201), repeat: 'day' }, { times: 'too_many' }],
    ['ended before it begins', { ...weekly(2), ends: 'until', until: '2026-11-01' }, { until: 'end_before_start' }],
    ['ten years', { ...weekly(2), ends: 'until', until: '2036-11-01' }, { until: 'out_of_range' }],
    ['every zero weeks', { ...weekly(2), interval: '0' }, { interval: 'out_of_range' }],
    ['a block that ends before it begins', { kind: 'block', note: 'x', end: '09:00' }, { end: 'end_before_start' }],
    ['a block without a word why', { kind: 'block', end: '12:00' }, { note: 'required' }],
  ])('%s is refused at its field, and nothing is kept', async (_, more, fields) => {
    const answer = await proposeSeries(ada, wish(sample.quiet.id, more), now);
    expect(answer).toMatchObject({ refusal: { code: 'invalid', fields } });
    expect(await db().bookingSeries.count()).toBe(0);
  });

  test('is staff’s to ask, a draft its maker’s to see and to give up, and forgotten after a day', async () => {
    expect(await proposeSeries(pia, wish(sample.quiet.id), now)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await findPatrons(pia, { query: 'ada' })).toMatchObject({ refusal: { code: 'not_allowed' } });
    const id = await propose(wish(sample.quiet.id));
    const bo = await db().person.upsert({
      where: { email: 'bo@library.example' },
      create: { name: 'Bo', email: 'bo@library.example', role: 'staff' },
      update: {},
    });
    expect(await viewSeries({ ...bo, kind: 'person' }, { seriesId: id }, now)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await decideSeries({ ...bo, kind: 'person' }, { seriesId: String(id) }, now)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await dropDraft(ada, { seriesId: String(id) })).toMatchObject({ ok: true });
    expect(await decide(id)).toMatchObject({ refusal: { code: 'not_found' } });
    const old = await propose(wish(sample.quiet.id));
    await db().bookingSeries.update({ where: { id: old }, data: { createdAt: moment('2026-11-18', '07:00') } });
    await propose(wish(sample.quiet.id));
    expect(await db().bookingSeries.findUnique({ where: { id: old } })).toBeNull();
  });
});
