import { beforeEach, describe, expect, test } from 'vitest';
import { bookingKey } from '@/lib/booking-link';
import { setBookingStatus } from '@/lib/db/bookings';
import { giveCheckInCode } from '@/lib/db/check-in-codes';
import { db, transaction } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { checkIn } from './check-in';
import { checkOut } from './check-out';
import { markNoShowByStaff } from './mark-no-show';
import { releaseNoShows } from './release-no-shows';
import { asStaff, givenBooking, mailsAsked } from './requests.test-data';

testDatabase();
let sample: Sample;
beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  await db().location.updateMany({ data: { checkInBefore: 10, checkInAfter: 15, releaseNoShows: true } });
});

const guest = { kind: 'guest' } as const;
const slot = { start: moment('2026-11-19', '10:00'), end: moment('2026-11-19', '11:00') };
const at = (minutes: number) => addMinutes(slot.start, minutes);
const row = (id: number) =>
  db().booking.findUniqueOrThrow({ where: { id }, include: { occupancy: true, items: true, jobs: true } });
const codeOf = async (id: number) => (await row(id)).checkInCode ?? '';
const refusal = (answer: { ok: boolean }) => (answer as { refusal?: unknown }).refusal;

describe('the code', () => {
  test('is made when the booking is promised, and not before', async () => {
    const { id } = await givenBooking(sample.quiet.id, slot, { status: 'mediation' });
    expect(await codeOf(id)).toBe('');
    const change = { statusReason: null, cause: 'user', closes: true, changesEvent: false } as const;
    await setBookingStatus(db(), id, { status: 'confirmed', ...change }, at(-60));
    expect(await codeOf(id)).toMatch(/^[2-9B-DF-HJ-NP-TV-Y]{3}$/);
  });

  test('differs where windows could meet, also for bookings made at once; elsewhere it may come again', async () => {
    const near = await givenBooking(sample.quiet.id, slot);
    const next = await givenBooking(sample.corner.id, slot);
    const day = 86_400_000;
    const far = await givenBooking(sample.corner.id, {
      start: new Date(slot.start.getTime() + day),
      end: new Date(slot.end.getTime() + day),
    });
    for (const { id } of [near, next, far]) await db().booking.update({ where: { id }, data: { checkInCode: 'K7M' } });
    await Promise.all([near, next].map(({ id }) => transaction((tx) => giveCheckInCode(tx, id))));
    const codes = [await codeOf(near.id), await codeOf(next.id)];
    expect(new Set(codes).size).toBe(2);
    await transaction((tx) => giveCheckInCode(tx, far.id));
    expect(await codeOf(far.id)).toBe('K7M');
  });
});

describe('checking in', () => {
  test('by code, however it is typed, and a second time says the same', async () => {
    const { id } = await givenBooking(sample.quiet.id, slot);
    const code = (await codeOf(id)).toLowerCase().split('').join(' ');
    const answer = await checkIn(guest, { code }, '10.0.0.1', at(5));
    expect(answer).toMatchObject({ ok: true, value: { spaces: [{ name: 'Quiet room' }] } });
    expect(JSON.stringify(answer)).not.toContain('Rosa');
    expect(await checkIn(guest, { code }, '10.0.0.1', at(40))).toMatchObject({ ok: true });
    expect((await row(id)).checkedInAt).toEqual(at(5));
  });

  test('outside the window the first and last possible times are named, and nothing is written', async () => {
    const { id } = await givenBooking(sample.quiet.id, slot);
    const code = await codeOf(id);
    const times = { from: at(-10), until: at(15), timeZone: 'America/New_York' };
    const early = refusal(await checkIn(guest, { code }, 'n', at(-11)));
    expect(early).toEqual({ code: 'outside_window', what: 'in', when: 'early', ...times });
    expect(refusal(await checkIn(guest, { code }, 'n', at(16)))).toMatchObject({ when: 'late', ...times });
    expect((await row(id)).checkedInAt).toBeNull();
  });

  test('by the booking’s link, by staff; not by its mere id', async () => {
    const one = await givenBooking(sample.quiet.id, slot);
    const other = await givenBooking(sample.corner.id, slot);
    const { publicId } = one;
    expect(refusal(await checkIn(guest, { publicId }, null, at(0)))).toEqual({ code: 'not_allowed' });
    expect(await checkIn(guest, { publicId, key: bookingKey(publicId) }, null, at(0))).toMatchObject({ ok: true });
    const byStaff = await checkIn(asStaff(sample.ada), { publicId: other.publicId }, null, at(1));
    expect(byStaff).toMatchObject({ ok: true });
  });

  test('codes are not tried for ever: the network waits, also for the right one', async () => {
    const { id } = await givenBooking(sample.quiet.id, slot);
    const wrong = (await codeOf(id)) === 'ZZZ' ? 'YYY' : 'ZZZ';
    for (let guess = 1; guess <= 20; guess++)
      expect(refusal(await checkIn(guest, { code: wrong }, 'net', at(0)))).toEqual({ code: 'check_in_unknown' });
    const right = { code: await codeOf(id) };
    expect(refusal(await checkIn(guest, right, 'net', at(1)))).toMatchObject({ code: 'too_many_attempts' });
    expect(await checkIn(guest, right, 'elsewhere', at(1))).toMatchObject({ ok: true });
  });
});

describe('checking out', () => {
  test('early ends the booking now, frees the rest and asks Outlook to follow', async () => {
    await linkToCalendar(sample.quiet.id, sample.ada.id);
    const { id } = await givenBooking(sample.quiet.id, slot);
    const code = { code: await codeOf(id) };
    await checkIn(guest, code, 'n', at(0));
    const { version } = await row(id);
    expect(await checkOut(guest, code, 'n', at(20))).toMatchObject({ ok: true, value: { freed: true, end: at(21) } });
    const booking = await row(id);
    expect(booking.items.map(({ endsAt }) => endsAt)).toEqual([at(21)]);
    expect(booking.occupancy.map(({ endsAt }) => endsAt)).toEqual([at(21)]);
    expect(booking).toMatchObject({ version: version + 1, checkedOutAt: at(20), checkInCode: code.code });
    expect(booking.jobs).toHaveLength(1);
    expect(await checkOut(guest, code, 'n', at(22))).toMatchObject({ ok: true, value: { freed: false } });
    expect(await mailsAsked()).toEqual(['booking_checked_out']);
    // Somebody else takes the rest.
    await givenBooking(sample.quiet.id, { start: at(30), end: at(60) });
  });
});

test('checking out early is possible where the time between bookings has become longer since', async () => {
  await givenBooking(sample.quiet.id, { start: at(60), end: at(120) });
  const { id } = await givenBooking(sample.quiet.id, slot);
  await db().category.update({ where: { id: sample.study.id }, data: { setupMinutes: 15, cleanupMinutes: 15 } });
  const code = { code: await codeOf(id) };
  await checkIn(guest, code, 'n', at(0));
  expect(await checkOut(guest, code, 'n', at(50))).toMatchObject({ ok: true, value: { freed: true, end: at(51) } });
});

describe('nobody came', () => {
  test('those of one location do not keep those of another out of their turn', async () => {
    const elsewhere = await db().location.create({
      data: { name: 'Elsewhere', timeZone: 'America/New_York', checkInBefore: 10, checkInAfter: 15 },
    });
    const quiet = await db().category.create({ data: { locationId: elsewhere.id, kind: 'space', name: 'Quiet' } });
    await db().$executeRaw`
      WITH space AS (
        INSERT INTO resource (kind, category_id, name) SELECT 'space', ${quiet.id}, 'Space ' || n FROM generate_series(1, 210) n
        RETURNING id
      ), made AS (
        INSERT INTO booking (public_id, status, patron_name, patron_email, check_in_reminded_at, settled_at)
        SELECT 'many' || id, 'confirmed', 'Many', 'many@example.org', ${at(5)}::timestamptz, ${at(-99)}::timestamptz FROM space
        RETURNING id, substr(public_id, 5)::int AS space_id
      )
      INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
      SELECT id, space_id, ${slot.start}::timestamptz, ${slot.end}::timestamptz FROM made`;
    const { id } = await givenBooking(sample.quiet.id, slot);
    await db().location.updateMany({ data: { releaseNoShows: true } });
    await db().location.update({ where: { id: elsewhere.id }, data: { checkInAfter: 50 } });
    expect(await releaseNoShows(at(15))).toEqual({ reminded: 0, released: 1 });
    expect((await row(id)).status).toBe('released');
  });

  test('a reminder, then the space is free again, each once for two workers; the event goes', async () => {
    await linkToCalendar(sample.quiet.id, sample.ada.id);
    const { id } = await givenBooking(sample.quiet.id, slot);
    const bothAt = async (minutes: number) => Promise.all([releaseNoShows(at(minutes)), releaseNoShows(at(minutes))]);
    const sum = (all: { reminded: number; released: number }[]) => [
      all.reduce((most, { reminded }) => most + reminded, 0),
      all.reduce((most, { released }) => most + released, 0),
    ];
    expect(sum(await bothAt(9))).toEqual([0, 0]);
    expect(sum(await bothAt(10))).toEqual([1, 0]);
    expect(sum(await bothAt(14))).toEqual([0, 0]);
    expect(sum(await bothAt(15))).toEqual([0, 1]);
    const booking = await row(id);
    expect(booking).toMatchObject({ status: 'released', noShowAt: at(15) });
    expect(booking.occupancy.some(({ active }) => active)).toBe(false);
    expect(booking.jobs).toMatchObject([{ priority: 0 }]);
    expect(await mailsAsked()).toEqual(['check_in_reminder', 'booking_released']);
  });

  test('whoever came keeps it, and so does everybody where spaces are not given free', async () => {
    const came = await givenBooking(sample.quiet.id, slot);
    await checkIn(guest, { code: await codeOf(came.id) }, 'n', at(3));
    expect(await releaseNoShows(at(16))).toEqual({ reminded: 0, released: 0 });
    await db().location.updateMany({ data: { releaseNoShows: false } });
    const stays = await givenBooking(sample.corner.id, slot);
    expect((await releaseNoShows(at(16))).released).toBe(0);
    expect((await row(stays.id)).status).toBe('confirmed');
  });

  test('is also what staff can say, and take back, once it has begun', async () => {
    const { id } = await givenBooking(sample.quiet.id, slot);
    const staff = asStaff(sample.ada);
    expect(refusal(await markNoShowByStaff(staff, { bookingId: id }, at(-1)))).toMatchObject({ code: 'not_begun' });
    expect(await markNoShowByStaff(staff, { bookingId: id }, at(1))).toMatchObject({ ok: true });
    expect((await row(id)).noShowAt).toEqual(at(1));
    await markNoShowByStaff(staff, { bookingId: id, undo: 'undo' }, at(2));
    expect((await row(id)).noShowAt).toBeNull();
    expect(refusal(await markNoShowByStaff(guest, { bookingId: id }, at(1)))).toEqual({ code: 'not_allowed' });
  });
});
