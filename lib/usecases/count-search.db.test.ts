import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { MOST_WISHES } from '@/lib/db/search-counts';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { countSearch } from './count-search';
import { findPeople } from './find-people';
import { searchForProgram } from './search-for-program';
import { searchSpaces } from './search-spaces';
import { viewFreeAppointments } from './view-free-appointments';
import { viewTeam } from './view-team';

testDatabase();
afterAll(closeQueue);

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const program: Actor = { kind: 'client', id: 1, name: 'Kiosk' };
const person = { kind: 'person', id: 7, name: 'Kim', email: 'kim@library.example', locale: 'en' } as const;
/** A Friday; the day that is searched is the Monday after it. */
const now = moment('2026-11-20', '10:10');
const DATE = '2026-11-23';

beforeAll(async () => {
  sample = await sampleLibrary();
  const { id: featureId } = await db().feature.create({ data: { name: 'Screen' } });
  await db().resourceFeature.create({ data: { resourceId: sample.hall.id, featureId } });
});
beforeEach(async () => {
  await db().searchCount.deleteMany();
});

const rows = () => db().searchCount.findMany({ orderBy: { id: 'asc' }, omit: { id: true } });
const outcomes = async () => (await rows()).map(({ outcome, count }) => [outcome, count]);
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('a search for spaces', () => {
  test('is counted as a wish in bands, and nothing in its row says who asked or was typed', async () => {
    const wish = { date: DATE, at: '14:30', minutes: '90', people: '6', features: ['Screen', 'Rosa Parks'], zone: 'x' };
    await searchSpaces({ ...person, role: 'patron' }, { ...wish, locationId: `${sample.location.id}` }, now);
    expect(await rows()).toEqual([
      {
        ...{ day: new Date('2026-11-20'), kind: 'space', byProgram: false, outcome: 'none_suit', online: false },
        ...{ locationId: sample.location.id, aheadDays: 3, weekday: 1, hour: 14, people: 5, minutes: 120 },
        ...{ features: ['Screen'], subject: '', count: 1, countedAt: moment('2026-11-20', '10:10') },
      },
    ]);
  });

  test('by what came of it: found, at another time, taken, closed, too far ahead, too long', async () => {
    const search = (wish: object) => searchSpaces(guest, { date: DATE, ...wish }, now);
    await search({ at: '10:00' });
    await search({ at: '04:00', minutes: '30' });
    await search({ minutes: '300' });
    await search({ date: '2027-03-01' });
    await search({ when: 'next', minutes: '45', people: '3' });
    await search({ when: 'next', people: '50' });
    expect(await outcomes()).toEqual([
      ['found', 1],
      ['other_time', 1],
      ['too_long', 1],
      ['too_far_ahead', 1],
      ['found', 1],
      ['none_suit', 1],
    ]);
    expect((await rows()).map(({ aheadDays, weekday }) => [aheadDays, weekday])).toEqual([
      ...[
        [3, 1],
        [3, 1],
        [3, 1],
        [15, 1],
      ],
      ...[
        [null, null],
        [null, null],
      ],
    ]);
  });

  test('opening the form, what makes no sense and what is past count nothing; nor do staff, who look around', async () => {
    await searchSpaces(guest, {}, now);
    await searchSpaces(guest, { date: 'tomorrow' }, now);
    await searchSpaces(guest, { date: '2026-11-19' }, now);
    for (const role of ['admin', 'manager', 'staff', 'mediator', 'read_only'] as const)
      await searchSpaces({ ...person, role }, { date: DATE }, now);
    await countSearch({ kind: 'system' }, { kind: 'space', outcome: 'found', timeZone: 'UTC', date: null }, now);
    expect(await rows()).toEqual([]);
  });

  test('reloaded it counts once a minute, from however many processes at once', async () => {
    const search = (at: Date) => searchSpaces(guest, { date: DATE }, at);
    await Promise.all([search(now), search(now), search(now), search(later(0.5))]);
    expect(await outcomes()).toEqual([['found', 1]]);
    await Promise.all([search(later(1)), search(later(1))]);
    expect(await outcomes()).toEqual([['found', 2]]);
    // A slow answer of the minute before does not turn the clock back.
    await search(now);
    expect(await outcomes()).toEqual([['found', 2]]);
    await search(later(24 * 60));
    expect(await outcomes()).toEqual([
      ['found', 2],
      ['found', 1],
    ]);
  });

  test('goes on as ever where the count cannot be written', async () => {
    await db().$executeRaw`ALTER TABLE search_count RENAME TO away`;
    try {
      expect(await searchSpaces(guest, { date: DATE }, now)).toMatchObject({ ok: true });
    } finally {
      await db().$executeRaw`ALTER TABLE away RENAME TO search_count`;
    }
    expect(await rows()).toEqual([]);
  });

  test('whoever makes up wishes fills a day with so many; then only kind and outcome are counted', async () => {
    await db().$executeRaw`
      INSERT INTO search_count (day, kind, outcome, hour, minutes, counted_at)
      SELECT '2026-11-20', 'space', 'found', n % 24, n, ${now} FROM generate_series(1, ${MOST_WISHES}) AS n`;
    await searchSpaces(guest, { date: DATE, people: '4' }, now);
    await searchSpaces(guest, { date: DATE, people: '3' }, later(1));
    expect(await db().searchCount.count()).toBe(MOST_WISHES + 1);
    expect(await db().searchCount.findFirst({ where: { minutes: null } })).toMatchObject({
      ...{ outcome: 'found', count: 2, people: null, weekday: null, aheadDays: null, locationId: null },
    });
  });
});

describe('programs', () => {
  const time = { start: 600, end: 660 };

  test('are counted apart, and once an hour for the same wish: they ask again and again by themselves', async () => {
    const wish = { locationId: sample.location.id, from: DATE, to: DATE, time, people: { least: 1, most: 4 } };
    await searchForProgram(program, wish, now);
    await searchForProgram(program, wish, later(49));
    await searchForProgram(program, wish, later(50));
    expect(await rows()).toMatchObject([
      { byProgram: true, outcome: 'found', people: 1, minutes: 60, hour: 10, weekday: 1, count: 2 },
    ]);
  });

  test('find nothing that suits, nothing open, or another time', async () => {
    const wish = { locationId: sample.location.id, from: DATE, to: DATE };
    await searchForProgram(program, { ...wish, time, people: { least: 20, most: 99 } }, now);
    await searchForProgram(program, { ...wish, time: { start: 240, end: 300 } }, now);
    await searchForProgram(program, { ...wish, from: '2027-05-03', to: '2027-05-03', time }, now);
    expect(await outcomes()).toEqual([
      ['none_suit', 1],
      ['other_time', 1],
      ['too_far_ahead', 1],
    ]);
  });

  test('ask for one person’s times: who it is is not kept', async () => {
    await viewFreeAppointments(program, { userId: sample.librarian.id, locationId: 999_999 }, now);
    await viewFreeAppointments(program, { userId: sample.librarian.id }, now);
    expect(await rows()).toMatchObject([
      { kind: 'person', outcome: 'all_taken', locationId: null, subject: '' },
      { kind: 'person', outcome: 'found', locationId: null, subject: '' },
    ]);
  });
});

describe('a search for people', () => {
  test('by subject, place and day; whoever looks somebody up by name, or opens the page, searches nothing', async () => {
    await findPeople(guest, {}, now);
    await findPeople(guest, { name: 'ada' }, now);
    await findPeople(guest, { subject: 'history', where: `${sample.location.id}` }, now);
    await findPeople(guest, { subject: 'Astrology for Rosa' }, now);
    await findPeople(guest, { where: 'online', day: DATE }, now);
    expect(await rows()).toMatchObject([
      { kind: 'person', outcome: 'found', subject: 'History', locationId: sample.location.id, aheadDays: null },
      { kind: 'person', outcome: 'none_suit', subject: '' },
      { kind: 'person', outcome: 'none_suit', online: false, aheadDays: 3, weekday: 1 },
    ]);
  });

  test('on the page of a subject: its first view only', async () => {
    await viewTeam(guest, { subject: 'History' }, now);
    await viewTeam(guest, { subject: 'History', from: DATE }, later(2));
    expect(await rows()).toMatchObject([{ kind: 'person', outcome: 'found', subject: 'History', count: 1 }]);
  });
});

test('a time that somebody else took first is counted beside the searches', async () => {
  const when = { start: moment(DATE, '10:00').toISOString(), end: moment(DATE, '11:00').toISOString() };
  const book = (name: string) =>
    bookSpace(guest, { spaceId: sample.quiet.id, ...when, name, email: `${name}@example.org` }, now);
  expect([(await book('rosa')).ok, (await book('theo')).ok]).toEqual([true, false]);
  const meet = (name: string) =>
    bookAppointment(guest, { slug: 'ada-park', start: when.start, name, email: `${name}@example.org` }, now);
  expect([(await meet('rosa')).ok, (await meet('theo')).ok]).toEqual([true, false]);
  expect(await rows()).toMatchObject([
    { kind: 'space', outcome: 'taken_meanwhile', hour: 10, weekday: 1, minutes: 60, locationId: sample.location.id },
    { kind: 'person', outcome: 'taken_meanwhile', hour: 10, weekday: 1, minutes: null },
  ]);
});
