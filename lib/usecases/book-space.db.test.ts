import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey } from '@/lib/booking-link';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const reader = { name: 'Rosa Reader', email: 'Rosa@Example.org' };

beforeAll(async () => {
  sample = await sampleLibrary();
  // Its first start makes tables, which fifty waiting patrons should not see.
  await queue();
});
afterAll(closeQueue);

const at = (spaceId: number, date: string, from: string, to: string, who: object = reader) => ({
  ...{ spaceId, start: moment(date, from).toISOString(), end: moment(date, to).toISOString() },
  ...who,
});

/** Everything a refusal must leave as it was. */
const snapshot = async () => ({
  bookings: await db().booking.count(),
  items: await db().bookingItem.count(),
  occupancy: await db().occupancy.count(),
  jobs: await db().pushJob.count(),
});

const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code);

test('a guest books, is confirmed at once where no calendar is linked, and gets the key of the link', async () => {
  const answer = await bookSpace(guest, at(sample.quiet.id, '2026-11-20', '10:00', '11:00'), now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  expect(answer.value.publicId).toMatch(/^[2-9a-hjkmnp-z]{8}$/);
  expect(answer.value.key).toBe(bookingKey(answer.value.publicId));
  const booking = await db().booking.findUniqueOrThrow({ where: { publicId: answer.value.publicId } });
  expect(booking).toMatchObject({
    status: 'confirmed',
    patronEmail: 'rosa@example.org',
    holdUntil: null,
    cause: 'user',
    origin: 'patron',
  });
  const mails = await db().$queryRaw<{ data: unknown }[]>`SELECT data FROM pgboss.job WHERE name = 'mail'`;
  expect(mails).toContainEqual({ data: { template: 'booking_confirmed', bookingId: booking.id } });
});

test('of fifty bookings of one slot at once exactly one wins', async () => {
  const wanted = at(sample.corner.id, '2026-11-21', '10:00', '11:00');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      bookSpace(guest, { ...wanted, name: `Reader ${index}`, email: `reader${index}@example.org` }, now),
    ),
  );
  const codes = answers.map(codeOf);
  expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
  expect(codes.filter((code) => code === 'slot_taken')).toHaveLength(49);
});

test('a limit holds when its patron books twenty spaces and times at once', async () => {
  const times = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00'];
  const wishes = [sample.quiet.id, sample.corner.id].flatMap((id) =>
    times.map((from) => at(id, '2026-11-22', from, `${Number(from.slice(0, 2)) + 1}:00`)),
  );
  const codes = (await Promise.all(wishes.map((wish) => bookSpace(guest, wish, now)))).map(codeOf);
  expect(codes.filter((code) => code === 'ok')).toHaveLength(2);
  expect(codes.filter((code) => code === 'limit_reached')).toHaveLength(12);
});

describe('a whole and its parts', () => {
  test('close each other, while two parts do not', async () => {
    const day = '2026-11-23';
    expect(codeOf(await bookSpace(guest, at(sample.east.id, day, '10:00', '11:00'), now))).toBe('ok');
    expect(codeOf(await bookSpace(guest, at(sample.hall.id, day, '10:30', '11:30'), now))).toBe('slot_taken');
    expect(codeOf(await bookSpace(guest, at(sample.west.id, day, '10:00', '11:00'), now))).toBe('ok');
    expect(codeOf(await bookSpace(guest, at(sample.hall.id, day, '13:00', '14:00'), now))).toBe('ok');
    expect(codeOf(await bookSpace(guest, at(sample.west.id, day, '13:30', '14:30'), now))).toBe('slot_taken');
  });

  test('never both win when asked for at once', async () => {
    const times = [
      ['08:00', '08:30'],
      ['09:30', '10:00'],
      ['11:00', '11:30'],
      ['12:30', '13:00'],
      ['14:00', '14:30'],
      ['15:30', '16:00'],
    ] as const;
    for (const [from, end] of times) {
      const wishes = [sample.hall.id, sample.east.id, sample.hall.id, sample.west.id];
      const codes = (
        await Promise.all(
          wishes.map((id, index) =>
            bookSpace(guest, at(id, '2026-11-24', from, end, { name: 'R', email: `r${index}@example.org` }), now),
          ),
        )
      ).map(codeOf);
      const [first, east, second, west] = codes;
      const whole = [first, second].filter((code) => code === 'ok').length;
      expect(whole === 1 ? [east, west] : [first, second]).toEqual(['slot_taken', 'slot_taken']);
      if (whole === 0) expect([east, west]).toEqual(['ok', 'ok']);
    }
  });
});

describe('padding', () => {
  test('keeps the next booking away, but may itself lie on the padding of another', async () => {
    const day = '2026-11-25';
    expect(codeOf(await bookSpace(guest, at(sample.east.id, day, '10:00', '11:00'), now))).toBe('ok');
    expect(codeOf(await bookSpace(guest, at(sample.east.id, day, '11:00', '12:00'), now))).toBe('slot_taken');
    expect(codeOf(await bookSpace(guest, at(sample.east.id, day, '11:30', '12:30'), now))).toBe('ok');
    expect(codeOf(await bookSpace(guest, at(sample.east.id, day, '09:00', '10:00'), now))).toBe('slot_taken');
    expect(codeOf(await bookSpace(guest, at(sample.east.id, day, '09:00', '09:30'), now))).toBe('ok');
  });
});

test('a booking runs past midnight and counts on the day of its start', async () => {
  const night = at(sample.night.id, '2026-11-26', '23:00', '25:00');
  expect(codeOf(await bookSpace(guest, night, now))).toBe('ok');
  expect(codeOf(await bookSpace(guest, at(sample.night.id, '2026-11-27', '00:30', '01:30'), now))).toBe('slot_taken');
  expect(codeOf(await bookSpace(guest, at(sample.quiet.id, '2026-11-26', '10:00', '10:30'), now))).toBe(
    'limit_reached',
  );
  expect(codeOf(await bookSpace(guest, at(sample.quiet.id, '2026-11-27', '10:00', '11:00'), now))).toBe('ok');
  expect(codeOf(await bookSpace(guest, at(sample.night.id, '2026-11-28', '25:30', '26:30'), now))).toBe(
    'outside_hours',
  );
});

test('a meeting in Outlook closes the room, its parts and its wholes', async () => {
  const linkId = await linkToCalendar(sample.hall.id, sample.ada.id);
  const eastLink = await linkToCalendar(sample.east.id, sample.ada.id);
  const day = '2026-11-28';
  const block = (id: number, resourceId: number, from: string, to: string) =>
    db().busyBlock.create({
      data: { linkId: id, remoteId: `${id} ${from}`, resourceId, startsAt: moment(day, from), endsAt: moment(day, to) },
    });
  await block(linkId, sample.hall.id, '10:00', '11:00');
  await block(eastLink, sample.east.id, '14:00', '15:00');
  expect(codeOf(await bookSpace(guest, at(sample.west.id, day, '10:00', '11:00'), now))).toBe('slot_taken');
  expect(codeOf(await bookSpace(guest, at(sample.hall.id, day, '14:30', '15:30'), now))).toBe('slot_taken');
  expect(codeOf(await bookSpace(guest, at(sample.west.id, day, '14:00', '15:00'), now))).toBe('ok');
});

test('with a live calendar on the way the booking waits for it, and the worker is told', async () => {
  await linkToCalendar(sample.librarian.id, sample.ada.id);
  const wish = { slug: 'ada-park', start: moment('2026-11-30', '09:30').toISOString(), ...reader };
  const answer = await bookAppointment(guest, wish, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  const booking = await db().booking.findUniqueOrThrow({
    where: { publicId: answer.value.publicId },
    include: { jobs: true },
  });
  expect(booking).toMatchObject({ status: 'pending_remote', holdUntil: new Date(now.getTime() + 15 * 60_000) });
  expect(booking.jobs).toMatchObject([{ priority: 0 }]);
  expect(codeOf(await bookAppointment({ kind: 'guest' }, { ...wish, email: 'other@example.org' }, now))).toBe(
    'slot_taken',
  );
});

test('an expired hold gives its time to the next who asks', async () => {
  const [start, end] = [moment('2026-12-01', '10:00'), moment('2026-12-01', '11:00')];
  const held = await db().booking.create({
    data: {
      ...{ publicId: 'held2222', status: 'hold', patronName: '', patronEmail: '', holdUntil: now },
      items: { create: { resourceId: sample.quiet.id, startsAt: start, endsAt: end } },
      occupancy: { create: { resourceId: sample.quiet.id, startsAt: start, endsAt: end } },
    },
  });
  const early = new Date(now.getTime() - 1);
  expect(codeOf(await bookSpace(guest, at(sample.quiet.id, '2026-12-01', '10:00', '11:00'), early))).toBe('slot_taken');
  expect(codeOf(await bookSpace(guest, at(sample.quiet.id, '2026-12-01', '10:00', '11:00'), now))).toBe('ok');
  expect(await db().booking.findUniqueOrThrow({ where: { id: held.id } })).toMatchObject({ status: 'expired' });
});

describe('every refusal leaves nothing changed', () => {
  const person = (id: number, email: string, role: 'patron' | 'staff' = 'patron'): Actor => ({
    ...{ kind: 'person', id, name: 'Pia Patron', email, role, locale: 'en' },
  });
  const day = '2026-12-02';
  const cases: [string, () => [Actor, object], string][] = [
    ['in the past', () => [guest, at(sample.quiet.id, '2026-11-19', '10:00', '11:00')], 'in_the_past'],
    ['outside hours', () => [guest, at(sample.quiet.id, day, '16:30', '17:30')], 'outside_hours'],
    ['beyond the window', () => [guest, at(sample.quiet.id, '2027-01-20', '10:00', '11:00')], 'too_far_ahead'],
    ['off the step', () => [guest, at(sample.quiet.id, day, '10:10', '11:10')], 'off_step'],
    ['too long', () => [guest, at(sample.quiet.id, day, '08:00', '13:00')], 'too_long'],
    [
      'years long',
      () => [guest, { ...at(sample.quiet.id, day, '08:00', '13:00'), end: '2099-01-01T00:00:00Z' }],
      'too_long',
    ],
    ['ending before it starts', () => [guest, at(sample.quiet.id, day, '11:00', '10:00')], 'invalid'],
    ['of no space at all', () => [guest, at(999_999, day, '10:00', '11:00')], 'not_found'],
    ['of a person as a space', () => [guest, at(sample.librarian.id, day, '10:00', '10:30')], 'not_found'],
    [
      'without a name',
      () => [guest, at(sample.quiet.id, day, '10:00', '11:00', { email: 'a@example.org' })],
      'invalid',
    ],
    [
      'with a malformed address',
      () => [guest, at(sample.quiet.id, day, '10:00', '11:00', { name: 'A', email: 'a@' })],
      'invalid',
    ],
    ['at no time', () => [guest, { spaceId: sample.quiet.id, start: 'soon', ...reader }], 'invalid'],
    [
      "by somebody else's account",
      () => [person(1, 'pia@example.org'), at(sample.quiet.id, day, '10:00', '11:00')],
      'not_allowed',
    ],
    ['by the system', () => [{ kind: 'system' }, at(sample.quiet.id, day, '10:00', '11:00')], 'not_allowed'],
  ];

  test.each(cases)('%s', async (_, ask, code) => {
    const before = await snapshot();
    const [actor, raw] = ask();
    expect(codeOf(await bookSpace(actor, raw, now))).toBe(code);
    expect(await snapshot()).toEqual(before);
  });

  test('of an inactive space', async () => {
    await db().resource.update({ where: { id: sample.corner.id }, data: { active: false } });
    const before = await snapshot();
    expect(codeOf(await bookSpace(guest, at(sample.corner.id, day, '10:00', '11:00'), now))).toBe('resource_inactive');
    expect(await snapshot()).toEqual(before);
  });

  test('a signed-in patron books as themselves without saying who they are', async () => {
    const pia = await db().person.create({ data: { name: 'Pia Patron', email: 'pia@example.org' } });
    const answer = await bookSpace(person(pia.id, pia.email), at(sample.quiet.id, day, '10:00', '11:00', {}), now);
    if (!answer.ok) throw new Error(answer.refusal.code);
    const booking = await db().booking.findUniqueOrThrow({ where: { publicId: answer.value.publicId } });
    expect(booking).toMatchObject({ personId: pia.id, patronEmail: 'pia@example.org', patronName: 'Pia Patron' });
  });
});
