import { describe, expect, test } from 'vitest';
import { type Interval, minutesIn } from './interval';
import { type HoursLevel, nextOpenDate, openingIn, openingOn, spansOn, type WeeklyHours } from './opening';

const NEW_YORK = 'America/New_York';
const nothing: HoursLevel = { weeks: [], dates: [] };

const daily = (opensMinute: number, closesMinute: number, dated: Partial<WeeklyHours> = {}): HoursLevel => ({
  weeks: [
    {
      validFrom: null,
      validTo: null,
      spans: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute, closesMinute })),
      ...dated,
    },
  ],
  dates: [],
});

const shown = (stretches: Interval[]) =>
  stretches.map(({ start, end }) => `${start.toISOString()} ${end.toISOString()}`);

test('open from nine to five by the clock of the library', () => {
  expect(shown(openingOn([daily(540, 1020)], '2026-11-20', NEW_YORK))).toEqual([
    '2026-11-20T14:00:00.000Z 2026-11-20T22:00:00.000Z',
  ]);
});

test('the nearest level with a valid week wins, and an exception of any level goes before every week', () => {
  const space = daily(600, 720);
  const location: HoursLevel = { ...daily(540, 1020), dates: [{ date: '2026-12-25', spans: [] }] };
  expect(spansOn([space, nothing, location], '2026-12-24')).toMatchObject([{ opensMinute: 600, closesMinute: 720 }]);
  expect(spansOn([space, nothing, location], '2026-12-25')).toEqual([]);
});

test('the nearest exception wins', () => {
  const space: HoursLevel = {
    weeks: [],
    dates: [{ date: '2026-12-25', spans: [{ opensMinute: 600, closesMinute: 660 }] }],
  };
  const location: HoursLevel = { ...daily(540, 1020), dates: [{ date: '2026-12-25', spans: [] }] };
  expect(spansOn([space, location], '2026-12-25')).toHaveLength(1);
});

test("a term's hours go before hours without a date, and end with the term", () => {
  const always = daily(540, 1020);
  const term = daily(480, 1320, { validFrom: '2026-09-01', validTo: '2026-12-18' });
  const both: HoursLevel = { weeks: [...always.weeks, ...term.weeks], dates: [] };
  expect(spansOn([both], '2026-12-18')[0]).toMatchObject({ opensMinute: 480 });
  expect(spansOn([both], '2026-12-19')[0]).toMatchObject({ opensMinute: 540 });
});

describe('past midnight', () => {
  const night = daily(18 * 60, 26 * 60);

  test('the part after midnight belongs to the opening day', () => {
    expect(shown(openingOn([night], '2026-11-20', NEW_YORK))).toEqual([
      '2026-11-20T23:00:00.000Z 2026-11-21T07:00:00.000Z',
    ]);
  });

  test('a range that begins after midnight still sees the evening before', () => {
    const range = { start: new Date('2026-11-21T05:30:00Z'), end: new Date('2026-11-21T06:30:00Z') };
    expect(shown(openingIn([night], range, NEW_YORK).open)[0]).toBe(
      '2026-11-20T23:00:00.000Z 2026-11-21T07:00:00.000Z',
    );
  });

  test('a night with the clocks going back is an hour longer, going forward an hour shorter', () => {
    const length = (date: string) => openingOn([daily(18 * 60, 28 * 60)], date, NEW_YORK).map(minutesIn);
    expect(length('2026-10-30')).toEqual([10 * 60]);
    expect(length('2026-10-31')).toEqual([11 * 60]);
    expect(length('2027-03-13')).toEqual([9 * 60]);
  });

  test('a span that the clock change swallows is left out', () => {
    expect(openingOn([daily(150, 180)], '2027-03-14', NEW_YORK)).toEqual([]);
  });
});

test('days of 24 hours in a row are one stretch, with an opening time each', () => {
  const range = { start: new Date('2026-10-31T12:00:00Z'), end: new Date('2026-11-02T12:00:00Z') };
  const { open, openings } = openingIn([daily(0, 1440)], range, NEW_YORK);
  expect(shown(open)).toEqual(['2026-10-30T04:00:00.000Z 2026-11-03T05:00:00.000Z']);
  expect(openings).toHaveLength(4);
});

test('the next open date is found across several spaces, or none within reach', () => {
  const monday = { validFrom: null, validTo: null, spans: [{ weekday: 1, opensMinute: 540, closesMinute: 1020 }] };
  expect(nextOpenDate([[nothing], [{ weeks: [monday], dates: [] }]], '2026-11-21', 30)).toBe('2026-11-23');
  expect(nextOpenDate([[nothing]], '2026-11-21', 30)).toBeNull();
});
