import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { confirmBooking, refuseTaken } from '@/lib/db/remote-confirmation';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { awaitReserved } from '@/lib/usecases/await-reserved';
import { givenBooking } from '@/lib/usecases/requests.test-data';
import { apiClient, askApi } from './ask-api.test-data';

testDatabase();

let sample: Sample;
let token: string;
const now = moment('2026-11-20', '07:00');

beforeAll(async () => {
  sample = await sampleLibrary();
  ({ token } = await apiClient(['sp_w'], { now }));
  await queue();
});
afterAll(closeQueue);

const rosa = { fname: 'Rosa', lname: 'van Reader', email: 'Rosa@Example.org' };
const reserve = (body: unknown, headers: Record<string, string> = {}) =>
  askApi('POST', '/1.1/space/reserve', { token, body, headers, now });
/** An hour in New York, as clients write it. */
const at = (date: string, time: string) => `${date}T${time}:00-05:00`;
const wish = (id: number | undefined, date: string, [from, to]: [string, string], more: object = {}) => ({
  ...{ ...rosa, start: at(date, from), bookings: [{ id, to: at(date, to) }] },
  ...more,
});
const row = (publicId: string) =>
  db().booking.findUniqueOrThrow({ where: { publicId }, include: { items: true, occupancy: true } });

describe('a reservation', () => {
  test('is a booking as the page makes it: confirmed, its patron told, without a mail to confirm', async () => {
    await db().location.updateMany({ data: { verifyMinutes: 30, signInRequired: true, terms: 'Be quiet.' } });
    const { status, json } = await reserve(wish(sample.quiet.id, '2026-11-23', ['10:00', '11:00'], { account: 'rr7' }));
    await db().location.updateMany({ data: { verifyMinutes: null, signInRequired: false, terms: '' } });
    expect(status).toBe(200);
    expect(json).toEqual({ booking_id: expect.stringMatching(/^\w+$/) });
    expect(await row(json.booking_id)).toMatchObject({
      ...{
        status: 'confirmed',
        cause: 'user',
        origin: 'program',
        patronName: 'Rosa van Reader',
        givenName: 'Rosa',
        account: 'rr7',
      },
      ...{ patronEmail: 'rosa@example.org', verifyHash: null, beyond: [] },
      items: [{ resourceId: sample.quiet.id, startsAt: moment('2026-11-23', '10:00') }],
    });
    const [mail] = await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail'`;
    expect(mail?.template).toBe('booking_confirmed');
  });

  test('has names of one line, whatever was sent', async () => {
    const lines = { fname: 'Rosa\r\nBcc: eve@example.org', lname: ' van \t Reader\u0007' };
    const { json } = await reserve(wish(sample.quiet.id, '2026-11-24', ['16:00', '16:30'], lines));
    expect((await row(json.booking_id)).patronName).toBe('Rosa Bcc: eve@example.org van Reader');
  });

  test('belongs to the account with that address, in its language', async () => {
    const email = 'carl@library.example';
    const account = await db().person.create({ data: { name: 'Carl C.', email, role: 'patron', locale: 'es' } });
    const { json } = await reserve(wish(sample.quiet.id, '2026-11-24', ['10:00', '10:30'], { email }));
    expect(await row(json.booking_id)).toMatchObject({
      personId: account.id,
      locale: 'es',
      patronName: 'Rosa van Reader',
    });
  });

  test.each([
    ['an offset of another zone', '2026-11-25T15:00:00Z', '2026-11-25T16:00:00+00:00'],
    ['the clock of the location', '2026-11-26T10:00:00', '2026-11-26T11:00'],
    ['months and days without zeros', '2026-12-1T10:00', '2026-12-1T11:00'],
  ])('takes times with %s', async (_, start, to) => {
    const { json, text } = await reserve({ ...rosa, start, bookings: [{ id: String(sample.quiet.id), to }] });
    const made = await row(json?.booking_id ?? text);
    expect(made.items[0]?.startsAt.toISOString().slice(10)).toBe('T15:00:00.000Z');
  });

  test('with a date alone, beyond the rules: the whole day', async () => {
    const days = { start: '2026-12-05', bookings: [{ id: sample.night.id, to: '2026-12-06' }], adminbooking: 1 };
    const { json } = await reserve({ ...rosa, ...days });
    const made = await row(json.booking_id);
    expect(made).toMatchObject({ cause: 'staff', beyond: expect.arrayContaining(['outside_hours', 'too_long']) });
    expect(made.items[0]).toMatchObject({
      startsAt: moment('2026-12-05', '00:00'),
      endsAt: moment('2026-12-07', '00:00'),
    });
  });

  test('at /api/1.1, with slashes too many, unknown fields and the prices of a shop, all the same', async () => {
    const body = wish(sample.quiet.id, '2026-11-27', ['10:00', '10:30'], {
      cost: 0.0,
      barcode: '1',
      phone: '2',
      odd: [1],
    });
    const answer = await askApi('POST', '/api/1.1//space/reserve/', { token, body, now });
    expect(answer.status).toBe(200);
  });

  test('keeps answers by their question, a name for the door, and says what is missing', async () => {
    const question = (label: string, more: { kind: string; required?: boolean; choices?: string[] }) =>
      db().question.create({ data: { label, categoryId: sample.meeting.id, ...more } });
    await db().category.update({ where: { id: sample.meeting.id }, data: { nicknames: true } });
    const what = await question('What for?', { kind: 'line', required: true });
    const games = await question('Games', { kind: 'several', choices: ['Go', 'Chess', 'Set'] });
    const loud = await question('Loud?', { kind: 'yes' });
    const body = wish(sample.east.id, '2026-11-23', ['10:00', '11:00'], { nickname: 'Club' });
    expect((await reserve(body)).text).toBe(`must supply an answer to question q${what.id}`);
    const wrong = await reserve({ ...body, [`q${what.id}`]: 'Play', [`q${games.id}`]: ['Poker'] });
    expect(wrong.text).toBe(`invalid "q${games.id}" value`);
    const said = { [`q${games.id}`]: ['Go', 'Set'], [`q${loud.id}`]: true, formAnswers: { [`q${what.id}`]: 'Play' } };
    const { json, text } = await reserve({ ...body, ...said });
    expect(await row(json?.booking_id ?? text)).toMatchObject({
      nickname: 'Club',
      answers: [
        { questionId: what.id, label: 'What for?', answer: 'Play' },
        { questionId: games.id, label: 'Games', answer: 'Go, Set' },
        { questionId: loud.id, label: 'Loud?', answer: 'yes', kind: 'yes' },
      ],
    });
    await db().question.deleteMany();
  });

  test('of a seat names what holds it and the seat, or the seat alone; what holds seats is not booked itself', async () => {
    const seats = await db().resource.create({
      data: { kind: 'space', categoryId: sample.meeting.id, name: 'Seats', isContainer: true },
    });
    const seat = await db().resource.create({
      data: { kind: 'space', categoryId: sample.meeting.id, name: 'Seat 1', isSeat: true },
    });
    await db().resourcePart.create({ data: { wholeId: seats.id, partId: seat.id } });
    const one = (item: object, hour: number) =>
      reserve({
        ...rosa,
        start: at('2026-11-28', `${hour}:00`),
        bookings: [{ ...item, to: at('2026-11-28', `${hour}:30`) }],
      });
    expect((await one({ id: seats.id, seat_id: seat.id }, 10)).status).toBe(200);
    expect((await one({ seat_id: seat.id }, 12)).status).toBe(200);
    expect((await one({ id: sample.quiet.id, seat_id: seat.id }, 14)).text).toBe(noItem(0));
    expect((await one({ id: seats.id }, 14)).text).toBe(noItem(0));
  });
});

const noItem = (n: number) => `booking ${n} does not contain a valid item id or seat id`;
const from = (n: number) => `booking ${n} 'from' is not a valid starting slot`;
const to = (n: number) => `booking ${n} 'to' is not a valid ending slot`;

describe('several bookings in one request', () => {
  const several = (date: string, ids: number[], more: object = {}) => ({
    ...{ ...rosa, email: 'many@example.org', start: at(date, '13:00') },
    bookings: ids.map((id) => ({ id, to: at(date, '14:00') })),
    ...more,
  });

  test('are one visit: an id for all of it, and one each', async () => {
    const { json } = await reserve(several('2026-11-23', [sample.quiet.id, sample.east.id]));
    expect(json.booking_id).toMatch(/^vs_\w+$/);
    const made = await Promise.all((json.booking_ids as string[]).map(row));
    expect(made.map(({ items }) => items[0]?.resourceId)).toEqual([sample.quiet.id, sample.east.id]);
    expect(new Set(made.map(({ visitId }) => visitId)).size).toBe(1);
  });

  test('are all made or none, and the one that stands in the way is named', async () => {
    await reserve(wish(sample.west.id, '2026-11-24', ['13:00', '13:30']));
    const before = await db().booking.count();
    expect((await reserve(several('2026-11-24', [sample.quiet.id, sample.west.id]))).text).toBe(from(1));
    const twice = await reserve(several('2026-11-24', [sample.quiet.id, sample.quiet.id]));
    expect(twice.text).toBe(from(1));
    expect(await db().booking.count()).toBe(before);
  });

  test('are of one location', async () => {
    const there = await db().location.create({ data: { name: 'There', timeZone: 'America/New_York' } });
    const rooms = await db().category.create({ data: { locationId: there.id, kind: 'space', name: 'Rooms' } });
    const far = await db().resource.create({ data: { kind: 'space', categoryId: rooms.id, name: 'Far' } });
    const { text } = await reserve(several('2026-11-25', [sample.quiet.id, far.id]));
    expect(text).toBe('booking 1 item location does not match item location of booking 0');
  });
});

describe('what is wrong', () => {
  beforeAll(async () => {
    const taken = { start: moment('2026-12-03', '10:00'), end: moment('2026-12-03', '11:00') };
    for (const { id } of [sample.quiet, sample.east]) await givenBooking(id, taken);
  });

  test('with the body is said in LibCal’s words, a line each; as JSON to whoever asks for that', async () => {
    expect((await reserve('')).text).toBe('no data provided');
    expect((await reserve('{"start":')).text).toBe('json syntax error');
    expect((await reserve({})).text.split('\n')).toEqual([
      'must supply start date for bookings',
      'must supply first name of booking user',
      'must supply last name of booking user',
      'must supply email of booking user',
      'must supply at least one booking',
    ]);
    const odd = { ...rosa, start: 'soon', bookings: [{ id: 'x' }, { id: 1, to: 'later' }] };
    const lines = [
      'must supply start date for bookings',
      noItem(0),
      "booking 0 does not contain a 'to' date",
      "booking 1 'to' datetime is invalid",
    ];
    expect((await reserve(odd)).text.split('\n')).toEqual(lines);
    const texts = await reserve({ ...rosa, start: at('2026-11-23', '10:00'), bookings: ['x'], test: null });
    expect(texts.text.split('\n')).toEqual([noItem(0), "booking 0 does not contain a 'to' date"]);
    const { json } = await reserve(odd, { accept: 'application/json' });
    expect(json).toEqual({ error: lines.join('\n'), errors: lines });
    expect((await reserve(wish(sample.quiet.id, '2026-11-23', ['15:00', '16:00'], { email: 'rosa' }))).text).toBe(
      'invalid "email" value',
    );
  });

  test.each<[string, () => object, string]>([
    ['no such space', () => wish(999_999, '2026-11-30', ['10:00', '11:00']), noItem(0)],
    ['a person', () => wish(sample.librarian.id, '2026-11-30', ['10:00', '10:30']), noItem(0)],
    [
      'an end before the start',
      () => wish(sample.corner.id, '2026-11-30', ['10:00', '09:00']),
      "booking 0 'to' datetime must be after the booking 'start' datetime",
    ],
    [
      'an end that is past',
      () => wish(sample.corner.id, '2026-11-19', ['10:00', '11:00']),
      'booking 0 end date is in the past',
    ],
    ['closed', () => wish(sample.corner.id, '2026-11-30', ['07:00', '08:00']), from(0)],
    ['until after closing', () => wish(sample.corner.id, '2026-11-30', ['16:00', '17:30']), to(0)],
    ['off the grid', () => wish(sample.corner.id, '2026-11-30', ['10:10', '11:10']), from(0)],
    ['a length off the grid', () => wish(sample.corner.id, '2026-11-30', ['10:00', '10:45']), to(0)],
    ['taken', () => wish(sample.quiet.id, '2026-12-03', ['10:30', '11:30']), from(0)],
    ['until into another', () => wish(sample.quiet.id, '2026-12-03', ['09:30', '10:30']), to(0)],
    ['with no time to tidy up before another', () => wish(sample.east.id, '2026-12-03', ['09:30', '10:00']), from(0)],
  ])('%s', async (_, body, sentence) => {
    const { status, text } = await reserve(body());
    expect([status, text]).toEqual([400, sentence]);
  });

  test('a rule says no in a sentence', async () => {
    const long = wish(sample.corner.id, '2026-11-30', ['10:00', '13:00'], { email: 'long@example.org' });
    expect((await reserve(long)).text).toBe('this exceeds the 120 minute booking limit');
    const century = { ...long, bookings: [{ id: sample.corner.id, to: '2150-01-01' }] };
    expect((await reserve(century)).text).toBe('this exceeds the 120 minute booking limit');
    expect((await reserve({ ...century, adminbooking: 1 })).text).toBe('this exceeds the 20160 minute booking limit');
    const never = { ...long, bookings: [{ id: sample.corner.id, to: '9999-12-31' }] };
    expect((await reserve(never)).text).toBe("booking 0 'to' datetime is invalid");
    const mine = { email: 'mine@example.org' };
    expect((await reserve(wish(sample.corner.id, '2026-11-30', ['10:00', '12:00'], mine))).status).toBe(200);
    const more = await reserve(wish(sample.corner.id, '2026-11-30', ['14:00', '15:00'], mine));
    expect(more.text).toBe('this exceeds the 120 minute booking limit per day in this category');
    const far = await reserve(wish(sample.corner.id, '2027-02-01', ['10:00', '11:00']));
    expect(far.text.split('\n')).toEqual([from(0), 'Booking start date is beyond the window limit.']);
    await db().ban.create({ data: { email: 'barred@example.org', reason: 'Noise', from: now } });
    const barred = await reserve(
      wish(sample.corner.id, '2026-11-30', ['15:00', '16:00'], { email: 'Barred@example.org' }),
    );
    expect(barred.text).toBe('this patron may not book at present: Noise');
  });

  test('an admin booking goes beyond all of them, and over no other booking', async () => {
    const beyond = { email: 'mine@example.org', adminbooking: 1 };
    const { json } = await reserve(wish(sample.corner.id, '2027-02-01', ['06:10', '12:00'], beyond));
    expect((await row(json.booking_id)).beyond).toEqual(
      expect.arrayContaining(['too_far_ahead', 'outside_hours', 'off_step', 'limit_reached']),
    );
    const taken = await reserve(wish(sample.corner.id, '2027-02-01', ['11:00', '13:00'], beyond));
    expect(taken.text).toBe(from(0));
    const staffOnly = { data: { access: 'staff' as const } };
    await db().category.update({ where: { id: sample.meeting.id }, ...staffOnly });
    const hall = (more: object) => wish(sample.hall.id, '2026-12-02', ['10:00', '11:00'], more);
    expect((await reserve(hall({}))).text).toBe(noItem(0));
    expect((await reserve(hall(beyond))).status).toBe(200);
    await db().category.update({ where: { id: sample.meeting.id }, data: { access: 'public' } });
  });

  test('where somebody decides on requests the id comes at once, and an admin booking asks nobody', async () => {
    await db().category.update({ where: { id: sample.meeting.id }, data: { mediation: true } });
    const asked = await reserve(wish(sample.west.id, '2026-12-02', ['14:00', '15:00']));
    expect(await row(asked.json.booking_id)).toMatchObject({ status: 'mediation' });
    const made = await reserve(wish(sample.west.id, '2026-12-02', ['16:00', '17:00'], { adminbooking: 1 }));
    expect(await row(made.json.booking_id)).toMatchObject({ status: 'confirmed', cause: 'staff' });
    await db().category.update({ where: { id: sample.meeting.id }, data: { mediation: false } });
  });

  test('a test run asks every rule and keeps nothing', async () => {
    const kept = async () => [
      await db().booking.count(),
      ...(await db().$queryRaw<object[]>`SELECT count(*)::int FROM pgboss.job`),
    ];
    const before = await kept();
    for (const flag of [1, '1', true]) {
      const { json } = await reserve(wish(sample.corner.id, '2026-12-01', ['10:00', '11:00'], { test: flag }));
      expect(json).toEqual({ success: expect.stringContaining('test') });
    }
    const taken = await reserve(wish(sample.quiet.id, '2026-12-03', ['10:00', '11:00'], { test: 1 }));
    expect(taken.text).toBe(from(0));
    expect(await kept()).toEqual(before);
  });
});

test('fifty clients at once on one slot: one is given it, the others are told that it is no start', async () => {
  const tokens = await Promise.all(Array.from({ length: 50 }, async () => (await apiClient(['sp_w'], { now })).token));
  const before = await db().booking.count();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      askApi('POST', '/1.1/space/reserve', {
        ...{ token: tokens[n] ?? '', now },
        body: wish(sample.corner.id, '2026-11-21', ['10:00', '11:00'], { email: `reader${n}@example.org` }),
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const others = answers.filter(({ status }) => status !== 200);
  expect(new Set(others.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set([`400 ${from(0)}`]));
  expect(await db().booking.count()).toBe(before + 1);
});

describe('where the calendar of the room must agree', () => {
  const soon = { timeout: 15_000, interval: 20 };
  const pending = () => vi.waitFor(() => db().booking.findFirstOrThrow({ where: { status: 'pending_remote' } }), soon);

  beforeAll(() => linkToCalendar(sample.night.id, sample.ada.id));
  const night = (date: string, more: object = {}) => wish(sample.night.id, date, ['19:00', '20:00'], more);

  test('the answer waits for it: an id once it has, a refusal if it does not', async () => {
    const asked = reserve(night('2026-11-23'));
    const { id, publicId } = await pending();
    await transaction(async (tx) => confirmBooking(tx, await tx.booking.findUniqueOrThrow({ where: { id } }), now));
    expect((await asked).json).toEqual({ booking_id: publicId });
    const other = reserve(night('2026-11-24'));
    const second = await pending();
    await transaction((tx) => refuseTaken(tx, second.id, now));
    expect((await other).text).toBe(from(0));
  });

  test('after a while the id is given all the same; a calendar’s no in time takes all of a visit back', async () => {
    const actor = { kind: 'client', id: 1, name: 'A program' } as const;
    const asked = reserve({
      ...night('2026-11-25', { email: 'two@example.org', adminbooking: 1 }),
      bookings: [sample.night.id, sample.corner.id].map((id) => ({ id, to: at('2026-11-25', '20:00') })),
    });
    const { id, publicId, visitId } = await pending();
    const all = await vi.waitFor(async () => {
      const found = await db().booking.findMany({ where: { visitId }, orderBy: { id: 'asc' } });
      expect(found).toHaveLength(2);
      return found;
    }, soon);
    const publicIds = all.map((one) => one.publicId);
    const impatient = { patienceMs: 0, sleep: async () => undefined };
    expect(await awaitReserved(actor, { publicIds, visitId }, now, impatient)).toBeNull();
    await transaction((tx) => refuseTaken(tx, id, now));
    expect((await asked).text).toBe(from(0));
    expect(publicIds[0]).toBe(publicId);
    const statuses = (await db().booking.findMany({ where: { visitId } })).map(({ status }) => status);
    expect(statuses).toEqual(['cancelled', 'cancelled']);
  });
});

test('only with a token that may write', async () => {
  const body = wish(sample.quiet.id, '2026-12-03', ['10:00', '11:00']);
  expect((await askApi('POST', '/1.1/space/reserve', { body, token: null })).status).toBe(401);
  expect((await askApi('POST', '/1.1/space/reserve', { body, scopes: ['sp_r'] })).status).toBe(403);
});
