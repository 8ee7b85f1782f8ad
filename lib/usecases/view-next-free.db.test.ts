import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { searchSpaces } from './search-spaces';
import { viewBarred } from './view-barred';
import { viewFilterChoices } from './view-filter-choices';
import { viewNextFree } from './view-next-free';
import { viewSpaceWeek } from './view-space-week';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '10:10');
const DATE = '2026-11-23';

const next = async (wish: object, from = now) => {
  const answer = await viewNextFree(guest, { from, ...wish }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const search = async (wish: object) => {
  const answer = await searchSpaces(guest, { date: DATE, ...wish }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const book = async (spaceId: number, from: string, to: string, email: string) => {
  const [start, end] = [moment(DATE, from).toISOString(), moment(DATE, to).toISOString()];
  expect(await bookSpace(guest, { spaceId, start, end, name: 'Rosa', email }, now)).toMatchObject({ ok: true });
};

beforeAll(async () => {
  sample = await sampleLibrary();
  await db().resource.update({ where: { id: sample.hall.id }, data: { capacity: 40 } });
  const zone = await db().zone.create({ data: { locationId: sample.location.id, name: 'Upper floor' } });
  await db().zone.create({ data: { locationId: sample.location.id, name: 'Empty cellar' } });
  await db().resource.update({ where: { id: sample.corner.id }, data: { zoneId: zone.id } });
  for (const [place, [from, to]] of [
    ['08:00', '10:00'],
    ['10:00', '12:00'],
    ['13:00', '15:00'],
    ['15:00', '17:00'],
  ].entries())
    await book(sample.quiet.id, from ?? '', to ?? '', `reader${place}@example.org`);
});
afterAll(closeQueue);

describe('the next free time', () => {
  test('of a space, of a category and of all that are like a wish, the soonest first', async () => {
    const from = moment(DATE, '08:00');
    expect(await next({ spaceIds: [sample.quiet.id], minutes: 60 }, from)).toMatchObject([
      { name: 'Quiet room', start: moment(DATE, '12:00'), end: moment(DATE, '13:00') },
    ]);
    // Two hours are free on the next day only.
    expect(await next({ spaceIds: [sample.quiet.id], minutes: 120 }, from)).toMatchObject([
      { start: moment('2026-11-24', '08:00'), end: moment('2026-11-24', '10:00') },
    ]);
    const ofCategory = await next({ categoryId: sample.study.id }, from);
    expect(ofCategory.map(({ name }) => name)).toEqual(['Corner room', 'Quiet room', 'Night room']);
    expect(await next({ locationId: sample.location.id, people: 20 }, from)).toMatchObject([{ name: 'Hall' }]);
    expect(await next({ zone: 'Upper floor' }, from)).toMatchObject([{ name: 'Corner room' }]);
  });

  test('is never in the past, and none where bookings are not open so far ahead', async () => {
    const [first] = await next({ spaceIds: [sample.hall.id] }, moment('2026-11-01', '08:00'));
    expect(first?.start).toEqual(moment('2026-11-20', '10:30'));
    expect(await next({ spaceIds: [sample.hall.id] }, moment('2026-12-24', '08:00'))).toEqual([]);
    expect(await next({ spaceIds: [sample.hall.id], minutes: 300 })).toEqual([]);
  });

  test('is a choice of the search', async () => {
    const { found } = await search({ when: 'next', minutes: '120', people: '4' });
    const quiet = found.find(({ space }) => space.name === 'Quiet room');
    expect(quiet?.times).toEqual([{ start: moment('2026-11-24', '08:00'), end: moment('2026-11-24', '10:00') }]);
    // Still open from the evening before.
    expect(found[0]).toMatchObject({ space: { name: 'Night room' }, times: [{ start: moment(DATE, '00:00') }] });
  });
});

describe('what a search does not find', () => {
  test('says why, with the longest time that is free instead', async () => {
    const { others } = await search({ minutes: '120' });
    expect(others).toMatchObject([
      {
        space: { name: 'Quiet room' },
        why: { refusal: { code: 'slot_taken' }, takenBy: 'booked' },
        shorter: { start: moment(DATE, '12:00'), end: moment(DATE, '13:00') },
      },
    ]);
    const long = await search({ minutes: '240', people: '4' });
    expect(long.others.find(({ space }) => space.name === 'Corner room')).toMatchObject({
      why: { refusal: { code: 'too_long', maxMinutes: 120 } },
    });
  });

  test('is found at another time, with the reason at the one that was asked for', async () => {
    const { found } = await search({ minutes: '60', at: '10:00' });
    const of = (name: string) => found.find(({ space }) => space.name === name);
    expect(of('Quiet room')).toMatchObject({
      isExact: false,
      why: { refusal: { code: 'slot_taken' } },
      times: [{ start: moment(DATE, '12:00') }],
    });
    expect(of('Corner room')).toMatchObject({ isExact: true, why: null });
    expect(of('Night room')).toMatchObject({ why: { refusal: { code: 'outside_hours' } } });
  });

  test('is kept for those with an account, and says so', async () => {
    await db().category.update({ where: { id: sample.study.id }, data: { signInRequired: true } });
    const { others } = await search({ minutes: '60' });
    expect(others.map(({ why }) => why.refusal.code)).toEqual(Array(3).fill('sign_in_required'));
    const spaceIds = [sample.quiet.id, sample.hall.id];
    expect(await viewBarred(guest, { spaceIds }, now)).toMatchObject({
      value: [{ spaceId: sample.quiet.id, refusal: { code: 'sign_in_required' } }],
    });
    await db().category.update({ where: { id: sample.study.id }, data: { signInRequired: null } });
  });
});

test('the week of a space has its openings, what is taken and what is on offer, from the date asked for', async () => {
  const week = await viewSpaceWeek(guest, { spaceId: sample.quiet.id, date: DATE }, now);
  if (!week.ok) throw new Error(week.refusal.code);
  const { dates, table } = week.value;
  expect([dates[0], dates.at(-1)]).toEqual(['2026-11-23', '2026-11-29']);
  expect(table.rows).toHaveLength(18);
  expect(table.days[0]?.map(({ kind, rows }) => `${kind} ${rows}`)).toEqual(['taken 8', 'free 1', 'free 1', 'taken 8']);
  expect(table.days[1]?.filter(({ kind }) => kind === 'free')).toHaveLength(18);
  const night = await viewSpaceWeek(guest, { spaceId: sample.night.id }, now);
  expect(night).toMatchObject({ ok: true, value: { dates: { 0: '2026-11-20' } } });
  expect(night.ok && night.value.table.rows.filter(({ nextDay }) => nextDay)).toHaveLength(4);
});

test('no week is shown of what cannot be booked there, and none of a date that is none', async () => {
  const code = async (wish: object) => {
    const answer = await viewSpaceWeek(guest, { spaceId: sample.quiet.id, ...wish }, now);
    return answer.ok ? null : answer.refusal.code;
  };
  expect(await code({ date: '2026-02-30' })).toBe('invalid');
  expect(await code({ spaceId: sample.librarian.id })).toBe('not_found');
  await db().category.update({ where: { id: sample.study.id }, data: { access: 'staff' } });
  expect(await code({})).toBe('not_found');
  await db().category.update({ where: { id: sample.study.id }, data: { access: 'public' } });
});

test('filters are the floors that have spaces, and the features those have', async () => {
  const feature = await db().feature.create({ data: { name: 'Screen' } });
  await db().resourceFeature.create({ data: { featureId: feature.id, resourceId: sample.quiet.id } });
  await db().feature.create({ data: { name: 'Pool' } });
  expect(await viewFilterChoices(guest, { locationId: sample.location.id })).toEqual({
    ok: true,
    value: { zones: ['Upper floor'], features: ['Screen'] },
  });
});
