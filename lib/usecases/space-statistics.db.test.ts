import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookedSpace } from './booked-space.test-data';
import { viewSpaceStatistics } from './view-space-statistics';

testDatabase();

const admin: Actor = { kind: 'person', id: 1, name: 'Ada', email: 'a@library.example', role: 'admin', locale: 'en' };
const NOW = moment('2026-04-01', '12:00');
const MARCH = { from: '2026-03-01', to: '2026-03-31' };

let sample: Sample;
async function numbersOf(asked: object = MARCH) {
  const view = await viewSpaceStatistics(admin, asked, NOW);
  if (!view.ok || !view.value.numbers) throw new Error('no numbers');
  return view.value.numbers;
}

beforeAll(async () => {
  sample = await sampleLibrary();
  const { quiet, hall, night } = sample;
  // Monday 2 March 9:30–11:00, and 10:00–11:00 the week after; one before March and one after it.
  await bookedSpace({ on: ['2026-03-02', '09:30', '11:00'], space: quiet.id });
  await bookedSpace({ on: ['2026-03-09', '10:00', '11:00'], space: quiet.id });
  await bookedSpace({ on: ['2026-02-28', '10:00', '11:00'], space: quiet.id });
  await bookedSpace({ on: ['2026-04-01', '10:00', '11:00'], space: quiet.id });
  // Clocks go forward in the night to 8 March: 1:00–4:00 by the clock is two hours.
  await bookedSpace({ on: ['2026-03-07', '25:00', '28:00'], space: night.id });
  // What was cancelled, only held, or closed by staff is no use.
  await bookedSpace({ on: ['2026-03-03', '10:00', '12:00'], space: hall.id, status: 'cancelled' });
  await bookedSpace({ on: ['2026-03-03', '13:00', '14:00'], space: hall.id, status: 'hold' });
  await bookedSpace({ on: ['2026-03-04', '10:00', '12:00'], space: hall.id, isBlock: true });
});

describe('when', () => {
  test('hours of the week, cut at the full hours of the clock; an hour that is skipped is nobody’s', async () => {
    const { weekHours } = await numbersOf();
    expect(weekHours).toEqual([
      { weekday: 1, hour: 9, minutes: 30 },
      { weekday: 1, hour: 10, minutes: 120 },
      { weekday: 7, hour: 1, minutes: 60 },
      { weekday: 7, hour: 3, minutes: 60 },
    ]);
  });

  test('week by week, each booking in the week in which it begins', async () => {
    const { grain, trend } = await numbersOf({ from: '2026-02-23', to: '2026-04-05' });
    expect(grain).toBe('week');
    expect(trend.map(({ from, bookings, minutes }) => [from, bookings, minutes])).toEqual([
      ['2026-02-23', 1, 60],
      ['2026-03-02', 2, 210],
      ['2026-03-09', 1, 60],
      ['2026-03-16', 0, 0],
      ['2026-03-23', 0, 0],
      ['2026-03-30', 1, 60],
    ]);
  });
});

test('space by space; blocked time is shown apart', async () => {
  const { spaces, bookings, minutes } = await numbersOf();
  const lines = spaces.map((one) => [one.name, one.bookings, one.minutes, one.blocked]);
  expect(lines).toEqual([
    ['Corner room', 0, 0, 0],
    ['Night room', 1, 120, 0],
    ['Quiet room', 2, 150, 0],
    ['Hall', 0, 0, 120],
    ['Hall east', 0, 0, 120],
    ['Hall west', 0, 0, 120],
  ]);
  expect([bookings.now, minutes.now]).toEqual([3, 270]);
});

describe('of its open time', () => {
  const WEEK = { from: '2026-06-01', to: '2026-06-07' };
  const HOURS = 7 * 9 * 60;
  const lineOf = async (name: string, asked: object = WEEK) => {
    const found = (await numbersOf(asked)).spaces.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  test('what lies outside of it was booked, and is no share of it', async () => {
    // Staff booked until two hours after closing.
    await bookedSpace({ on: ['2026-06-01', '16:00', '19:00'], space: sample.corner.id });
    expect(await lineOf('Corner room')).toMatchObject({ minutes: 180, open: HOURS, booked: 60, share: 60 / HOURS });
  });

  test('a whole is in use with its parts, which were not booked by themselves', async () => {
    await bookedSpace({ on: ['2026-06-02', '10:00', '12:00'], space: sample.hall.id });
    expect(await lineOf('Hall')).toMatchObject({ bookings: 1, minutes: 120, booked: 120 });
    expect(await lineOf('Hall east')).toMatchObject({ bookings: 0, minutes: 0, booked: 120 });
    const { categories, total } = await numbersOf(WEEK);
    expect(categories.find(({ categoryName }) => categoryName === 'Meeting rooms')).toMatchObject({
      ...{ spaces: 3, bookings: 1, minutes: 120, open: 3 * HOURS, booked: 360 },
    });
    expect(total.bookings).toBe(2);
  });

  test('nights run past midnight, and the first night has begun the day before', async () => {
    const nights = (await lineOf('Night room')).open;
    expect(nights).toBe(7 * 8 * 60);
    // In the night to 8 March an hour is skipped: from midnight to two by the clock, then it is three.
    expect((await lineOf('Night room', { from: '2026-03-08', to: '2026-03-08' })).open).toBe((2 + 6) * 60);
    // In the night to 1 November one comes twice: midnight to two is three hours.
    expect((await lineOf('Night room', { from: '2026-11-01', to: '2026-11-01' })).open).toBe((3 + 6) * 60);
  });

  test('a day that was closed is no open time', async () => {
    const closed = { locationId: sample.location.id, localDate: new Date('2026-06-03') };
    await db().hoursException.create({ data: closed });
    expect((await lineOf('Quiet room')).open).toBe(6 * 9 * 60);
    await db().hoursException.deleteMany({});
  });

  test('meetings in Outlook that meet each other close it once, and only while it is open', async () => {
    const linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
    const meeting = (remoteId: string, from: string, to: string) => ({
      ...{ linkId, remoteId, resourceId: sample.quiet.id },
      ...{ startsAt: moment('2026-06-05', from), endsAt: moment('2026-06-05', to) },
    });
    await db().busyBlock.createMany({
      data: [meeting('a', '07:00', '09:00'), meeting('b', '08:30', '09:30'), meeting('c', '16:00', '18:00')],
    });
    expect(await lineOf('Quiet room')).toMatchObject({ bookings: 0, booked: 0, outlook: 90 + 60 });
  });

  test('seats are counted with what holds them', async () => {
    const { study } = sample;
    const space = (name: string, more: object) =>
      db().resource.create({ data: { kind: 'space', categoryId: study.id, name, ...more } });
    const table = await space('Long table', { isContainer: true });
    const seats = [await space('Seat 1', { isSeat: true }), await space('Seat 2', { isSeat: true })];
    await db().resourcePart.createMany({ data: seats.map(({ id }) => ({ wholeId: table.id, partId: id })) });
    for (const seat of seats) await bookedSpace({ on: ['2026-06-04', '10:00', '11:00'], space: seat.id });
    expect(await lineOf('Long table')).toMatchObject({
      seats: 2,
      bookings: 2,
      minutes: 120,
      open: 2 * HOURS,
      booked: 120,
    });
    expect((await numbersOf(WEEK)).spaces.some(({ name }) => name.startsWith('Seat'))).toBe(false);
  });
});

describe('whoever', () => {
  const manager = (locations: number[]): Actor => ({ ...admin, role: 'manager', locations }) as Actor;

  test('manages one location sees that one only, also when asking for another', async () => {
    const other = await db().location.create({ data: { name: 'Branch', timeZone: 'America/New_York' } });
    const own = await viewSpaceStatistics(manager([other.id]), MARCH, NOW);
    expect(own.ok && own.value.filter.locations).toEqual([{ id: other.id, name: 'Branch' }]);
    expect(own.ok && own.value.numbers?.spaces).toEqual([]);
    const asked = { ...MARCH, location: String(sample.location.id) };
    expect(await viewSpaceStatistics(manager([other.id]), asked, NOW)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await viewSpaceStatistics(admin, { ...MARCH, location: '999' }, NOW)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await db().location.delete({ where: { id: other.id } });
  });

  test('asks for dates that are none is told at the field, and gets no numbers', async () => {
    const view = await viewSpaceStatistics(admin, { from: '2026-13-01', to: ['a'] }, NOW);
    expect(view).toMatchObject({
      value: { numbers: null, filter: { problems: { from: 'not_date', to: 'not_date' } } },
    });
  });
});
