import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { viewPersonSlots } from './view-person-slots';
import { viewSpace } from './view-space';
import { viewSpaceDay } from './view-space-day';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '10:10');
const reader = { name: 'Rosa', email: 'rosa@example.org' };

beforeAll(async () => {
  sample = await sampleLibrary();
});
afterAll(closeQueue);

async function dayOf(date?: string, at = now) {
  const answer = await viewSpaceDay(guest, { date }, at);
  if (!answer.ok || !answer.value) throw new Error('nothing to see');
  return answer.value;
}

const spaceOf = (day: Awaited<ReturnType<typeof dayOf>>, name: string) => {
  const found = day.spaces.find((space) => space.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

const book = (spaceId: number, date: string, from: string, to: string, at = now) =>
  bookSpace(
    guest,
    { spaceId, start: moment(date, from).toISOString(), end: moment(date, to).toISOString(), ...reader },
    at,
  );

test('the day runs from the first opening to the last closing, past midnight, in minutes since it begins', async () => {
  const day = await dayOf('2026-11-20');
  expect(day.day).toMatchObject({ startAt: moment('2026-11-20', '08:00'), minutes: 18 * 60, nowMinute: 130 });
  expect(day.day?.hours).toHaveLength(18);
  expect(spaceOf(day, 'Night room').open).toEqual([{ from: 600, to: 1080 }]);
  expect(spaceOf(day, 'Quiet room').offers[0]).toEqual({ from: 150, min: 30, max: 120 });
});

test('after midnight the evening that is still open is shown, unless another date is asked for', async () => {
  const late = moment('2026-11-20', '24:30');
  expect(await dayOf(undefined, late)).toMatchObject({ date: '2026-11-20', today: '2026-11-21' });
  expect(await dayOf('2026-11-21', late)).toMatchObject({ date: '2026-11-21' });
  expect(await dayOf(undefined, moment('2026-11-21', '02:00'))).toMatchObject({ date: '2026-11-21' });
});

test('bookings with their padding and Outlook’s meetings are taken, wholes and parts included', async () => {
  const date = '2026-11-23';
  expect((await book(sample.east.id, date, '10:00', '11:00')).ok).toBe(true);
  const linkId = await linkToCalendar(sample.hall.id, sample.ada.id);
  await db().busyBlock.create({
    data: {
      ...{ linkId, remoteId: 'a', resourceId: sample.hall.id },
      ...{ startsAt: moment(date, '13:07'), endsAt: moment(date, '13:50') },
    },
  });
  const day = await dayOf(date);
  const booked = { from: 120, to: 195, kind: 'booked' };
  const outlook = { from: 307, to: 350, kind: 'outlook' };
  expect(spaceOf(day, 'Hall east').taken).toEqual([booked, outlook]);
  expect(spaceOf(day, 'Hall').taken).toEqual([booked, outlook]);
  expect(spaceOf(day, 'Hall west').taken).toEqual([outlook]);
  await db().busyBlock.deleteMany();
  await db().calendarLink.update({ where: { id: linkId }, data: { state: 'unlinked' } });
});

test('a day without any opening names the next that has one', async () => {
  for (const localDate of ['2026-12-06', '2026-12-07'])
    await db().hoursException.create({ data: { locationId: sample.location.id, localDate: new Date(localDate) } });
  await db().hoursException.create({ data: { resourceId: sample.night.id, localDate: new Date('2026-12-06') } });
  await db().hoursException.create({ data: { resourceId: sample.night.id, localDate: new Date('2026-12-07') } });
  expect(await dayOf('2026-12-06')).toMatchObject({ day: null, spaces: [], nextOpenDate: '2026-12-08' });
});

test('when the clocks go back the day has an hour more, and the two hours are told apart', async () => {
  const day = await dayOf('2026-10-31', moment('2026-10-30', '09:00'));
  expect(day.day?.minutes).toBe(19 * 60);
  expect(day.day?.hours.filter(({ which }) => which !== 'only')).toMatchObject([
    { minute: 1020, which: 'first' },
    { minute: 1080, which: 'second' },
  ]);
});

test('a location or date that does not exist is refused', async () => {
  expect(await viewSpaceDay(guest, { locationId: 999 }, now)).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await viewSpaceDay(guest, { date: '2026-02-30' }, now)).toMatchObject({
    refusal: { code: 'invalid', fields: { date: 'not_date' } },
  });
});

test('everything the day offers is accepted when it is booked', async () => {
  const date = '2026-11-27';
  const day = await dayOf(date);
  for (const space of day.spaces) {
    const [offer] = space.offers;
    if (!offer || !day.day) throw new Error(`${space.name} offers nothing`);
    const start = new Date(day.day.startAt.getTime() + offer.from * 60_000);
    const wish = {
      spaceId: space.id,
      start: start.toISOString(),
      minutes: offer.min,
      name: 'R',
      email: `${space.id}@example.org`,
    };
    const answer = await bookSpace(guest, wish, now);
    // The hall comes before its halves: they may still offer what it now closes.
    if (!answer.ok) expect([answer.refusal.code, space.name]).toEqual(['slot_taken', expect.stringContaining('Hall ')]);
  }
});

describe('one space', () => {
  test('opens on the next date with a free time, and judges what was chosen', async () => {
    const answer = await viewSpace(guest, { spaceId: sample.quiet.id }, moment('2026-11-20', '16:45'));
    expect(answer).toMatchObject({ ok: true, value: { date: '2026-11-21', nextFreeDate: '2026-11-21' } });
    const start = moment('2026-11-21', '10:10').toISOString();
    const chosen = await viewSpace(guest, { spaceId: sample.quiet.id, start }, now);
    expect(chosen).toMatchObject({ value: { date: '2026-11-21', chosen: { problem: { code: 'off_step' } } } });
  });

  test('a person is no space, and far years are not walked', async () => {
    expect(await viewSpace(guest, { spaceId: sample.librarian.id }, now)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    const far = { spaceId: sample.quiet.id, start: '2500-01-01T10:00:00Z', end: '2600-01-01T10:00:00Z' };
    expect(await viewSpace(guest, far, now)).toMatchObject({
      value: { chosen: { problem: { code: 'too_far_ahead' } } },
    });
    const empty = { date: '2199-12-31', open: [], offers: [], nextFreeDate: null };
    expect(await viewSpace(guest, { spaceId: sample.quiet.id, date: '2199-12-31' }, now)).toMatchObject({
      value: empty,
    });
  });
});

describe('appointments', () => {
  test('two weeks of slots; a booked one is gone', async () => {
    const slots = async () => {
      const answer = await viewPersonSlots(guest, { slug: 'ada-park' }, now);
      if (!answer.ok) throw new Error(answer.refusal.code);
      return answer.value.days.map(({ offers }) => offers.length);
    };
    expect(await slots()).toEqual([3, ...Array.from({ length: 13 }, () => 6)]);
    const start = moment('2026-11-23', '09:00').toISOString();
    expect((await bookAppointment(guest, { slug: 'ada-park', start, ...reader }, now)).ok).toBe(true);
    expect((await slots()).slice(0, 4)).toEqual([3, 6, 6, 5]);
  });

  test('a closed library has no appointments, and the location’s hours open nobody', async () => {
    const later = moment('2026-12-04', '07:00');
    const answer = await viewPersonSlots(guest, { slug: 'ada-park' }, later);
    if (!answer.ok) throw new Error(answer.refusal.code);
    expect(answer.value.days.slice(0, 5).map(({ offers }) => offers.length)).toEqual([6, 6, 0, 0, 6]);
  });
});
