import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countBands,
  LEAD_BANDS,
  LENGTH_BANDS,
  leadBand,
  lengthBand,
  medianOf,
  TIME_BANDS,
  timeBand,
} from './statistic-bands';

describe('how far ahead', () => {
  it.each([
    [true, 1, 'hour'],
    [false, 0, 'same_day'],
    [false, 1, 'days_2'],
    [false, 2, 'days_2'],
    [false, 3, 'days_7'],
    [false, 7, 'days_7'],
    [false, 8, 'days_14'],
    [false, 14, 'days_14'],
    [false, 15, 'more'],
  ])('within the hour %s, %i days: %s', (withinHour, days, band) => expect(leadBand({ withinHour, days })).toBe(band));
});

describe('by real time', () => {
  it.each([
    [-30, 'hour'],
    [59, 'hour'],
    [60, 'day'],
    [1439, 'day'],
    [1440, 'days_3'],
    [4320, 'days_7'],
    [10_079, 'days_7'],
    [10_080, 'more'],
  ])('%i minutes: %s', (minutes, band) => expect(timeBand(minutes)).toBe(band));
});

it('lengths are up to a band and with its end', () => {
  expect([15, 30, 31, 60, 90, 91, 120, 240, 241].map(lengthBand)).toEqual([
    ...['min_30', 'min_30', 'min_60', 'min_60', 'min_90', 'min_120', 'min_120', 'min_240', 'more'],
  ]);
});

it('every number is in one band, and what is larger in none before it', () => {
  const number = fc.integer({ min: -10_000, max: 100_000 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [small, large] = [Math.min(a, b), Math.max(a, b)];
      expect(TIME_BANDS.indexOf(timeBand(small))).toBeLessThanOrEqual(TIME_BANDS.indexOf(timeBand(large)));
      expect(LENGTH_BANDS.indexOf(lengthBand(small))).toBeLessThanOrEqual(LENGTH_BANDS.indexOf(lengthBand(large)));
      const of = (days: number) => LEAD_BANDS.indexOf(leadBand({ withinHour: false, days }));
      expect(of(small)).toBeLessThanOrEqual(of(large));
    }),
  );
});

it('bands add up to all, those with none included', () => {
  const rows = fc.array(fc.record({ band: fc.constantFrom(...TIME_BANDS), count: fc.nat(50) }));
  fc.assert(
    fc.property(rows, (all) => {
      const counted = countBands(TIME_BANDS, all);
      expect(counted.map(({ band }) => band)).toEqual([...TIME_BANDS]);
      const sum = (of: readonly { count: number }[]) => of.reduce((total, { count }) => total + count, 0);
      expect(sum(counted)).toBe(sum(all));
    }),
  );
});

describe('the median', () => {
  it('is the middle one, the lower of two', () => {
    expect(
      medianOf([
        { value: 60, count: 1 },
        { value: 30, count: 1 },
        { value: 90, count: 1 },
      ]),
    ).toBe(60);
    expect(
      medianOf([
        { value: 60, count: 2 },
        { value: 30, count: 2 },
      ]),
    ).toBe(30);
    expect(medianOf([{ value: 60, count: 0 }])).toBe(null);
  });
  it('is that of the list written out', () => {
    const row = fc.record({ value: fc.nat(20), count: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const list = rows
          .flatMap(({ value, count }) => Array.from({ length: count }, () => value))
          .toSorted((a, b) => a - b);
        expect(medianOf(rows)).toBe(list[Math.ceil(list.length / 2) - 1] ?? null);
      }),
    );
  });
});
