import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { givenBooking } from '@/lib/usecases/requests.test-data';
import { apiClient, askApi } from './ask-api.test-data';

testDatabase();

let sample: Sample;
let token: string;
const now = moment('2026-11-20', '07:00');
const TODAY = '2026-11-20';

beforeAll(async () => {
  sample = await sampleLibrary();
  ({ token } = await apiClient(['sp_r', 'sp_w'], { now }));
  await queue();
});
afterAll(closeQueue);

const list = async (query: string) => {
  const answer = await askApi('GET', `/1.1/space/bookings?${query}`, { token, now });
  return (answer.json as Record<string, unknown>[] | undefined) ?? answer.text;
};
const idsOf = (rows: unknown) => (rows as { bookId: string }[]).map(({ bookId }) => bookId);
const hours = (date: string, from: string, to: string) => ({ start: moment(date, from), end: moment(date, to) });

describe('a booking', () => {
  let bookId: string;
  let questionId: number;
  beforeAll(async () => {
    await db().category.update({ where: { id: sample.study.id }, data: { nicknames: true } });
    const asked = { label: 'What for?', kind: 'line', categoryId: sample.study.id };
    questionId = (await db().question.create({ data: asked })).id;
    const body = {
      ...{ fname: 'John', lname: 'van Patron', email: 'John@Example.org', account: 'jpatron', nickname: 'Study Group' },
      ...{ start: '2026-11-23T10:00:00-05:00', bookings: [{ id: sample.quiet.id, to: '2026-11-23T11:00:00-05:00' }] },
      [`q${questionId}`]: 'Chess',
    };
    const { json, text } = await askApi('POST', '/1.1/space/reserve', { token, body, now });
    bookId = json?.booking_id ?? text;
  });

  test('is said field by field, with times of the library’s clock; its code, where people check in', async () => {
    const { id, checkInCode } = await db().booking.findUniqueOrThrow({ where: { publicId: bookId } });
    expect(await list('date=2026-11-23&days=0')).toMatchObject([{ check_in_code: '' }]);
    await db().location.update({ where: { id: sample.location.id }, data: { checkInBefore: 15 } });
    expect(await list('date=2026-11-23&days=0')).toEqual([
      {
        ...{ bookId, id, eid: sample.quiet.id, cid: sample.study.id, lid: sample.location.id },
        ...{ fromDate: '2026-11-23T10:00:00-05:00', toDate: '2026-11-23T11:00:00-05:00' },
        created: '2026-11-20T07:00:00-05:00',
        ...{ firstName: 'John', lastName: 'van Patron', email: 'john@example.org', account: 'jpatron' },
        ...{ status: 'Confirmed', event: null, nickname: 'Study Group', check_in_code: checkInCode },
        ...{ location_name: 'Main', category_name: 'Study rooms', item_name: 'Quiet room' },
      },
    ]);
    await db().location.update({ where: { id: sample.location.id }, data: { checkInBefore: null } });
  });

  test.each(['/1.1/space/booking/', '/api/1.1/space//booking/'])('is found at %s by its id', async (path) => {
    const { json } = await askApi('GET', `${path}${bookId},nothere1`, { token, now });
    expect(idsOf(json)).toEqual([bookId]);
  });

  test('brings answers, arrival and notes when they are asked for, in either spelling', async () => {
    await db().booking.update({ where: { publicId: bookId }, data: { staffNote: 'Loud', checkedInAt: now } });
    const path = `/1.1/space/booking/${bookId}`;
    const plain = await askApi('GET', path, { token, now });
    for (const name of [`q${questionId}`, 'check_in_status', 'internal_notes'])
      expect(plain.json[0]).not.toHaveProperty(name);
    const notes = [{ name: '', created: TODAY, note: 'Loud' }];
    const more = { [`q${questionId}`]: 'Chess', check_in_status: 'in', internal_notes: notes };
    for (const query of [
      'form_answers=1&check_in_status=1&internal_notes=1',
      'formAnswers=1&checkInStatus=1&internalNotes=1',
    ])
      expect((await askApi('GET', `${path}?${query}`, { token, now })).json[0]).toMatchObject(more);
    await db().booking.update({ where: { publicId: bookId }, data: { checkedOutAt: now } });
    expect(await list('date=2026-11-23&check_in_status=1')).toMatchObject([{ check_in_status: 'out' }]);
    await db().booking.update({ where: { publicId: bookId }, data: { checkedInAt: null, checkedOutAt: null } });
    expect(await list('date=2026-11-23&check_in_status=1')).toMatchObject([{ check_in_status: '-' }]);
  });

  test('without an id: what to give is said; cancelled, it is left out', async () => {
    expect((await askApi('GET', '/1.1/space/booking/', { token, now })).text).toBe('must supply at least 1 booking id');
    await db().booking.update({ where: { publicId: bookId }, data: { status: 'cancelled', cancelledAt: now } });
    expect((await askApi('GET', `/1.1/space/booking/${bookId}`, { token, now })).json).toEqual([]);
    expect(await list('date=2026-11-23')).toMatchObject([
      { status: 'Cancelled by User', cancelled: '2026-11-20T07:00:00-05:00' },
    ]);
    await db().booking.deleteMany();
  });

  test('by an id that is none, it is left out as what is not there', async () => {
    const said = await askApi('GET', `/1.1/space/booking/%00,a%20b,${'x'.repeat(70)}`, { token, now });
    expect([said.status, said.json]).toEqual([200, []]);
    const many = Array.from({ length: 201 }, (_, n) => `none${n}`).join();
    expect((await askApi('GET', `/1.1/space/booking/${many}`, { token, now })).text).toBe(
      'too many booking ids requested',
    );
  });
});

describe('the list', () => {
  const made: Record<string, string> = {};
  beforeAll(async () => {
    const give = async (name: string, resourceId: number, times: [string, string, string], how: object = {}) => {
      made[name] = (await givenBooking(resourceId, hours(...times), how)).publicId;
    };
    await give('today', sample.quiet.id, [TODAY, '10:00', '11:00']);
    await give('later', sample.corner.id, [TODAY, '12:00', '13:00']);
    await give('night', sample.night.id, ['2026-11-19', '23:00', '25:00']);
    await give('past', sample.quiet.id, ['2026-11-02', '10:00', '11:00']);
    await give('tomorrow', sample.east.id, ['2026-11-21', '09:00', '10:00']);
    await give('waiting', sample.quiet.id, [TODAY, '13:00', '14:00'], { status: 'mediation' });
    await give('denied', sample.quiet.id, [TODAY, '14:00', '15:00'], { status: 'denied' });
    await give('gone', sample.quiet.id, [TODAY, '15:00', '16:00'], { status: 'cancelled' });
    const other = { data: { patronEmail: 'other@example.org' } };
    await db().booking.update({ where: { publicId: made.later ?? '' }, ...other });
  });
  const names = async (query: string) => {
    const rows = await list(query);
    if (typeof rows === 'string') return rows;
    return rows.map(({ bookId }) => Object.entries(made).find(([, id]) => id === bookId)?.[0] ?? bookId);
  };

  test.each<[string, () => string, string[]]>([
    [
      'is today’s, in order of start, as it is asked for nothing',
      () => '',
      ['night', 'today', 'later', 'waiting', 'gone'],
    ],
    ['reaches over days', () => 'days=1', ['night', 'today', 'later', 'waiting', 'gone', 'tomorrow']],
    ['takes dates that are past', () => 'date=2026-11-2', ['past']],
    ['takes several spaces', () => `eid=${sample.corner.id},${sample.east.id}&days=1`, ['later', 'tomorrow']],
    ['takes a category', () => `cid=${sample.meeting.id}&days=1`, ['tomorrow']],
    [
      'takes a location',
      () => `lid=${sample.location.id}&days=1&include_cancel=0`,
      [...['night', 'today', 'later', 'waiting', 'tomorrow']],
    ],
    ['of another location is empty', () => 'lid=99', []],
    ['takes a patron, however the address is written', () => 'email=Other%40Example.org', ['later']],
    ['leaves out what waits', () => 'include_tentative=0', ['night', 'today', 'later', 'gone']],
    [
      'takes what was denied',
      () => 'includeDenied=1&include_cancel=0',
      ['night', 'today', 'later', 'waiting', 'denied'],
    ],
    [
      'takes empty parameters, and a location 0, for none',
      () => '&lid=0&eid=&email=&days=&limit=2',
      ['night', 'today'],
    ],
    ['is paged', () => 'limit=2&page=2', ['later', 'waiting']],
    ['is empty past its end', () => 'limit=20&page=5', []],
  ])('%s', async (_, query, expected) => {
    expect(await names(query())).toEqual(expected);
  });

  test.each([
    ['date=soon', 'invalid "date" value'],
    ['page=0', 'invalid "page" value, must be >= 1'],
    ['page=two', 'invalid "page" value, must be >= 1'],
    ['limit=501', 'invalid "limit" value, must be between 1 and 500'],
    ['days=366', 'invalid "days" value'],
    ['eid=x', 'invalid "eid" value'],
  ])('%s: %s', async (query, sentence) => {
    expect(await list(query)).toBe(sentence);
  });

  test('tells seats by what holds them', async () => {
    const add = (name: string, more: object) =>
      db().resource.create({ data: { kind: 'space', categoryId: sample.study.id, name, ...more } });
    const seats = await add('Seats', { isContainer: true });
    const seat = await add('Seat 4', { isSeat: true });
    await db().resourcePart.create({ data: { wholeId: seats.id, partId: seat.id } });
    await givenBooking(seat.id, hours(TODAY, '10:00', '11:00'));
    const said = [{ eid: seats.id, item_name: 'Seats', seat_id: seat.id, seat_name: 'Seat 4' }];
    expect(await list(`eid=${seats.id}`)).toMatchObject(said);
    expect(await list(`seatId=${seat.id}`)).toMatchObject(said);
  });

  test('has busy time of calendars, and what staff blocked, for whoever asks; nothing of what it is', async () => {
    const linkId = await linkToCalendar(sample.west.id, sample.ada.id);
    const block = { startsAt: moment(TODAY, '10:00'), endsAt: moment(TODAY, '10:45'), resourceId: sample.west.id };
    await db().remoteEvent.create({
      data: {
        linkId,
        remoteId: 'AAMk',
        type: 'singleInstance',
        showAs: 'busy',
        startAt: block.startsAt,
        endAt: block.endsAt,
      },
    });
    await db().busyBlock.create({ data: { ...block, linkId, remoteId: 'AAMk' } });
    const closed = await givenBooking(sample.west.id, hours(TODAY, '14:00', '15:00'));
    await db().booking.update({ where: { id: closed.id }, data: { isBlock: true, patronName: '', patronEmail: '' } });
    const west = `eid=${sample.west.id}`;
    expect(await list(west)).toEqual([]);
    const rows = await list(`${west}&include_remote=1`);
    expect(rows).toMatchObject([
      {
        status: 'Remote Booking',
        fromDate: '2026-11-20T10:00:00-05:00',
        toDate: '2026-11-20T10:45:00-05:00',
        email: '',
      },
      { status: 'Unavailable', fromDate: '2026-11-20T14:00:00-05:00' },
    ]);
    expect(JSON.stringify(rows)).not.toContain('AAMk');
    expect(await list(`${west}&include_remote=1&email=rosa@example.org`)).toEqual([]);
  });

  test('is one query, however many bookings there are', async () => {
    const ask = () => list('days=30&limit=500&form_answers=1');
    const few = await countQueries(ask);
    const opening = moment('2026-12-01', '08:00');
    for (let n = 0; n < 30; n++)
      await givenBooking(sample.hall.id, { start: addMinutes(opening, n * 15), end: addMinutes(opening, n * 15 + 15) });
    expect(((await ask()) as unknown[]).length).toBeGreaterThan(30);
    expect(await countQueries(ask)).toBe(few);
  });
});

describe('what is new', () => {
  const updates = async (query: string, at = new Date()) =>
    askApi('GET', `/1.1/space/bookings/updates?${query}`, { scopes: ['sp_r'], now: at });
  const since = (minutesAgo: number) =>
    `date=${encodeURIComponent(new Date(Date.now() - minutesAgo * 60_000).toISOString())}`;

  test('since a moment: made, changed, given back, checked in; not what was only looked after', async () => {
    await db().booking.deleteMany();
    const given = (from: string, to: string) => givenBooking(sample.quiet.id, hours(TODAY, from, to));
    const [{ id: made }, { id: noted }] = [await given('08:00', '09:00'), await given('09:00', '10:00')];
    const [{ id: reminded }, { id: arrived }] = [await given('10:00', '11:00'), await given('11:00', '12:00')];
    // As though all were made the day before yesterday; whoever writes the moment itself changes nothing else.
    await db().$executeRaw`UPDATE booking SET changed_at = now() - interval '2 days' WHERE id <> ${made}`;
    await db().booking.update({ where: { id: noted }, data: { staffNote: 'Loud' } });
    await db().booking.update({ where: { id: reminded }, data: { remindedAt: new Date() } });
    await db().booking.update({ where: { id: arrived }, data: { checkedInAt: new Date() } });
    const { json } = await updates(`${since(60)}&internal_notes=1`);
    expect((json as { id: number }[]).map(({ id }) => id).sort()).toEqual([made, noted, arrived].sort());
    expect(json).toContainEqual(expect.objectContaining({ id: arrived, check_in_status: 'in' }));
    expect(json).toContainEqual(expect.objectContaining({ id: noted, internal_notes: [expect.anything()] }));
    expect((await updates(`${since(60)}&eid=${sample.corner.id}`)).json).toEqual([]);
    expect((await updates(`${since(60)}&gid=${sample.study.id}&lid=${sample.location.id}`)).json).toHaveLength(3);
  });

  test.each([
    ['', 'Invalid Date.'],
    ['date=soon', 'Invalid Date.'],
    [since(24 * 60 + 5), 'Invalid Date.'],
    [`${since(5)}&eid=x`, 'Invalid ID.'],
    [`${since(5)}&lid=0`, 'Invalid ID.'],
  ])('%s: %s', async (query, sentence) => {
    const { status, text } = await updates(query);
    expect([status, text]).toEqual([400, sentence]);
  });
});
