import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { closeQueue } from '@/lib/db/queue';
import { moment } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { apiClient, askApi } from '../ask-api.test-data';
import { type ReadLibrary, readLibrary } from '../read-library.test-data';

testDatabase();

let library: ReadLibrary;
let token: string;
const now = moment('2026-11-20', '10:10');
const DATE = '2026-11-24';
const ask = (path: string) => askApi('GET', path, { token, now });
const told = async (path: string) => {
  const answer = await ask(path);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};

/** As it stands, whoever made it. */
const stands = (resourceId: number, date: string, from: string, to: string, more: object = {}) => {
  const when = { resourceId, startsAt: moment(date, from), endsAt: moment(date, to) };
  return db().booking.create({
    data: {
      ...{ publicId: `b${resourceId}${date}${from}`.replace(/\W/g, ''), status: 'confirmed', createdAt: now },
      ...{ patronName: 'Rosa Reader', patronEmail: 'rosa@example.org', ...more },
      ...{ items: { create: when }, occupancy: { create: when } },
    },
  });
};

beforeAll(async () => {
  library = await readLibrary();
  ({ token } = await apiClient(['sp_r'], { now }));
  const { quiet, corner, seats } = library;
  await stands(quiet.id, DATE, '10:00', '11:00', { nickname: 'Chess club' });
  await stands(quiet.id, '2026-11-20', '10:00', '10:30', { nickname: 'Law 101' });
  await stands(corner.id, '2026-11-20', '10:00', '12:00');
  await stands(corner.id, '2026-11-20', '13:00', '14:00', { status: 'mediation', nickname: 'Not yet' });
  await stands(corner.id, '2026-11-20', '15:00', '16:00', { isBlock: true, nickname: 'Cleaning' });
  await stands(seats[0].id, '2026-11-20', '09:00', '12:00');
});
afterAll(closeQueue);

describe('names for door signs', () => {
  test('stand with their times, and nothing else of who booked', async () => {
    const { study, quiet, corner, night } = library;
    const answer = await told(`/1.1/space/nickname/${study.id}`);
    expect(answer).toEqual([
      {
        categories: [
          {
            ...{ cid: study.id, name: 'Study rooms', nickname_label: 'Public Nickname' },
            spaces: [
              { id: corner.id, name: 'Corner room', bookings: [expect.objectContaining({ nickname: '' })] },
              { id: night.id, name: 'Night room', bookings: [] },
              {
                ...{ id: quiet.id, name: 'Quiet room' },
                bookings: [
                  {
                    ...{ nickname: 'Law 101', booking_id: expect.stringMatching(/^\w+$/) },
                    ...{ start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T10:30:00-05:00' },
                    created: '2026-11-20T10:10:00-05:00',
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/Rosa|example\.org|Not yet|Cleaning/);
  });

  test('are those of a date; of the past those of today; doubled slashes do no harm', async () => {
    const { study } = library;
    const names = async (query: string) =>
      (await told(`/1.1/space/nickname//${study.id}${query}`))[0].categories[0].spaces.flatMap(
        ({ bookings }: { bookings: { nickname: string }[] }) => bookings.map(({ nickname }) => nickname),
      );
    expect(await names(`?date=${DATE}`)).toEqual(['Chess club']);
    expect(await names('?date=2026-11-1')).toEqual(['', 'Law 101']);
  });

  test('are refused inside the list, and with a date that is none', async () => {
    const { meeting } = library;
    const [{ categories }] = await told(`/1.1/space/nickname/${meeting.id},999`);
    expect(categories).toEqual([
      { cid: meeting.id, error: 'public nicknames are not enabled for this category' },
      { cid: 999, error: 'invalid category' },
    ]);
    expect(await ask('/1.1/space/nickname/1?date=x')).toMatchObject({ status: 400, text: 'invalid "date" value' });
  });
});

describe('utilization', () => {
  test('counts spaces and seats, and says what is taken now', async () => {
    const { location, zone, quiet, corner, table } = library;
    const answer = await told(`/api/1.1/space/utilization/${location.id}`);
    expect(answer).toMatchObject({
      seatSummary: { active: 1, bookableCount: 1, totalCount: 2 },
      // The old store's category is not in use, and a table is booked by its seats.
      spaceSummary: { active: 9, bookableCount: 8, totalCount: 10 },
      date: '2026-11-20T10:10:00-05:00',
    });
    const [upper, elsewhere] = answer.zones;
    const one = { currentOccupancy: 1, currentCapacity: 1, maxCapacity: 1 };
    expect(upper).toEqual({
      ...{ id: zone.id, name: 'Upper floor' },
      spaces: [{ id: quiet.id, name: 'Quiet room', bookableAsWhole: true, ...one }],
    });
    expect(elsewhere).toMatchObject({ id: 0, name: '' });
    const spaceOf = (id: number) => elsewhere.spaces.find((space: { id: number }) => space.id === id);
    expect(spaceOf(corner.id)).toMatchObject(one);
    const seats = { currentOccupancy: 1, currentCapacity: 1, maxCapacity: 2 };
    expect(spaceOf(table.id)).toEqual({ id: table.id, name: 'Long table', bookableAsWhole: false, ...seats });
  });

  test('is told of one category or zone; of no location not', async () => {
    const { location, study, zone } = library;
    const inCategory = await told(`/1.1/space/utilization/${location.id}?categoryId=${study.id}`);
    expect(inCategory).toMatchObject({ spaceSummary: { totalCount: 3 }, seatSummary: { totalCount: 0 } });
    const inZone = await told(`/1.1/space/utilization/${location.id}?zone_id=${zone.id}`);
    expect(inZone.zones).toHaveLength(1);
    expect(await ask('/1.1/space/utilization/999')).toMatchObject({ status: 400, text: 'invalid location id' });
  });
});

describe('search', () => {
  type Found = { space?: { name: string }; seat?: { name: string }; start: string; end: string };
  const search = async (query: string) =>
    told(`/1.1/space/search/${query.replace('LID', String(library.location.id))}`);
  const named = (matches: Found[]) => matches.map(({ space, seat }) => (space ?? seat)?.name);
  const at = (time: string) => `${DATE}T${time}:00-05:00`;

  test('knows the features that some space has', async () => {
    const { power, screen } = library;
    expect(await search('filters')).toEqual([
      { id: power.id, icon: 'fa-plug', name: 'Power' },
      { id: screen.id, icon: 'fa-desktop', name: 'Screen' },
    ]);
  });

  test('finds what is free for all of a time, and the nearest time of what is not', async () => {
    const { study, quiet, zone } = library;
    const hour = `date=${DATE}&time_start=10:00&time_end=11:00`;
    const found = await search(`hourly/LID?${hour}&category_id=${study.id}`);
    expect(named(found.exact_matches)).toEqual(['Corner room']);
    expect(found.other_matches).toEqual([
      expect.objectContaining({ space: expect.objectContaining({ name: 'Night room' }), start: at('18:00') }),
      {
        space: { id: quiet.id, name: 'Quiet room', image: '', image_alt_text: '', capacity: 4, zoneId: zone.id },
        category: { cid: study.id, name: 'Study rooms' },
        ...{ start: at('09:00'), end: at('10:00') },
      },
    ]);
    const evening = await search(`hourly/LID?date=${DATE}&time_start=23:00&time_end=1:00&category_id=${study.id}`);
    expect(evening.exact_matches).toMatchObject([{ space: { name: 'Night room' }, end: '2026-11-25T01:00:00-05:00' }]);
  });

  test('by features, range of sizes, zone, and for seats', async () => {
    const { screen, zone, table, seats } = library;
    const hour = `hourly/LID?date=${DATE}&time_start=14:00&time_end=15:00`;
    const names = async (query: string) => named((await search(`${hour}&${query}`)).exact_matches);
    expect(await names(`filters=${screen.id}`)).toEqual(['Quiet room', 'Hall']);
    expect(await names(`filters=${screen.id}&capacity=4`)).toEqual(['Hall']);
    expect(await names(`filters=${screen.id}&capacity=1`)).toEqual(['Quiet room']);
    expect(await names('capacity=2')).toEqual([]);
    expect(await names(`zoneId=${zone.id}`)).toEqual(['Quiet room']);
    // What is booked by its seats is no space to be found.
    expect(await names('')).not.toContain('Long table');
    const { exact_matches } = await search(`${hour}&type=seat`);
    expect(exact_matches).toMatchObject([
      { seat: { id: seats[0].id, status: 'Active', space: { id: table.id, name: 'Long table' } } },
    ]);
  });

  test('for whole days finds what may be booked from opening to closing, and the longest time of the rest', async () => {
    const { meeting, study } = library;
    await db().category.update({ where: { id: meeting.id }, data: { maxMinutes: 540 } });
    const day = `daily/LID?date_start=${DATE}&date_end=${DATE}`;
    const whole = await search(`${day}&category_id=${meeting.id}`);
    expect(whole.exact_matches).toMatchObject(Array(3).fill({ start: at('08:00'), end: at('17:00') }));
    const { exact_matches, other_matches } = await search(`${day}&category_id=${study.id}`);
    expect(exact_matches).toEqual([]);
    expect(other_matches).toContainEqual(expect.objectContaining({ start: at('08:00'), end: at('10:00') }));
  });

  test.each([
    ['hourly/LID?time_start=10:00&time_end=11:00', 'invalid "date" value'],
    [`hourly/LID?date=${DATE}&time_start=25:00&time_end=11:00`, 'invalid "time_start" value'],
    [`hourly/LID?date=${DATE}&time_start=10:00`, 'invalid "time_end" value'],
    [
      `hourly/LID?date=${DATE}&time_start=10:00&time_end=11:00&capacity=5`,
      'invalid "capacity" value, must be between 0 and 4',
    ],
    [`hourly/999?date=${DATE}&time_start=10:00&time_end=11:00`, 'invalid location id'],
    ['daily/LID?date_start=x&date_end=2026-11-24', 'invalid "date_start" value'],
    ['daily/LID?date_start=2026-11-25&date_end=2026-11-24', 'invalid "date_end" value'],
  ])('%s is refused', async (query, words) => {
    const path = `/1.1/space/search/${query.replace('LID', String(library.location.id))}`;
    expect(await ask(path)).toMatchObject({ status: 400, text: words });
  });

  test('asks the database as often for one space as for all', async () => {
    const { zone } = library;
    const hour = `hourly/LID?date=${DATE}&time_start=14:00&time_end=15:00`;
    const one = await countQueries(() => search(`${hour}&zone_id=${zone.id}`));
    expect(await countQueries(() => search(hour))).toBe(one);
  });
});
