import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grainFor, readTimeframe, slicesOf, timeframeBefore, timeframeOf } from './timeframe';
import { addDays } from './zone';

const ZONE = 'America/New_York';
const TODAY = '2026-11-22';
const read = (from?: string, to?: string) => readTimeframe({ from, to }, TODAY, ZONE);
const dates = (from?: string, to?: string) => {
  const found = read(from, to);
  return 'timeframe' in found ? [found.timeframe.from, found.timeframe.to, found.timeframe.days] : found.problems;
};

describe('what two dates name', () => {
  it('nothing: twelve weeks up to yesterday', () => expect(dates()).toEqual(['2026-08-30', '2026-11-21', 84]));
  it('both: these days, both included', () =>
    expect(dates('2026-01-01', '2026-01-31')).toEqual(['2026-01-01', '2026-01-31', 31]));
  it('one day', () => expect(dates('2026-01-01', '2026-01-01')).toEqual(['2026-01-01', '2026-01-01', 1]));
  it('a last day: twelve weeks up to it', () =>
    expect(dates('', '2026-03-25')).toEqual(['2026-01-01', '2026-03-25', 84]));
  it('a first day long ago: twelve weeks from it', () =>
    expect(dates('2026-01-01')).toEqual(['2026-01-01', '2026-03-25', 84]));
  it('a recent first day: up to yesterday', () =>
    expect(dates('2026-11-01')).toEqual(['2026-11-01', '2026-11-21', 21]));
  it('a first day to come: twelve weeks from it', () =>
    expect(dates('2026-11-22')).toEqual(['2026-11-22', '2027-02-13', 84]));
  it('the wrong way round', () => expect(dates('2026-02-02', '2026-02-01')).toEqual({ to: 'end_before_start' }));
  it('no dates', () => expect(dates('?', '2026-02-30')).toEqual({ from: 'not_date', to: 'not_date' }));
  it('five years, and a day more', () => {
    expect(dates('2021-01-01', '2025-12-31')).toEqual(['2021-01-01', '2025-12-31', 1826]);
    expect(dates('2021-01-01', '2026-01-01')).toEqual({ from: 'over_five_years' });
    expect(dates('2019-03-01', '2024-02-29')).toEqual(['2019-03-01', '2024-02-29', 1827]);
  });
  it('as instants, midnight to midnight of the library, whatever its clocks do between', () => {
    const { start, end } = timeframeOf('2026-03-01', '2026-03-31', ZONE);
    expect([start.toISOString(), end.toISOString()]).toEqual(['2026-03-01T05:00:00.000Z', '2026-04-01T04:00:00.000Z']);
  });
});

const someDates = fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 1800 }));

it('what lies before is as long, and ends the day before', () => {
  fc.assert(
    fc.property(someDates, ([after, more]) => {
      const from = addDays('2020-01-01', after);
      const timeframe = timeframeOf(from, addDays(from, more), ZONE);
      const before = timeframeBefore(timeframe, ZONE);
      expect(before.days).toBe(timeframe.days);
      expect(before.end).toEqual(timeframe.start);
    }),
    { numRuns: 50 },
  );
});

describe('in slices', () => {
  it('days, weeks or months, by length', () => {
    expect([1, 31, 32, 370, 371, 1826].map((days) => grainFor({ days }))).toEqual([
      'day',
      'day',
      'week',
      'week',
      'month',
      'month',
    ]);
  });
  it('weeks begin on Mondays; the first and the last may be short', () => {
    expect(slicesOf({ from: '2026-11-20', to: '2026-12-01' }, 'week')).toEqual([
      { from: '2026-11-20', to: '2026-11-22' },
      { from: '2026-11-23', to: '2026-11-29' },
      { from: '2026-11-30', to: '2026-12-01' },
    ]);
  });
  it('months', () => {
    expect(slicesOf({ from: '2025-12-31', to: '2026-02-01' }, 'month').map(({ from }) => from)).toEqual([
      '2025-12-31',
      '2026-01-01',
      '2026-02-01',
    ]);
  });
  it('each day lies in exactly one', () => {
    fc.assert(
      fc.property(
        someDates,
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        ([after, more], grain) => {
          const from = addDays('2020-01-01', after);
          const to = addDays(from, more % 200);
          const slices = slicesOf({ from, to }, grain);
          expect([slices[0]?.from, slices.at(-1)?.to]).toEqual([from, to]);
          for (const [at, slice] of slices.entries())
            if (at > 0) expect(slice.from).toBe(addDays(slices[at - 1]?.to ?? '', 1));
        },
      ),
      { numRuns: 50 },
    );
  });
});
