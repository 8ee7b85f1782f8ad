import { describe, expect, it } from 'vitest';
import { dayOfDate } from './days';
import { datesOfSeries, type Pattern, type Range } from './pattern';
import { instantOf, resolveZone, wallOf } from './zones';

const plain: Pattern = {
  type: 'daily',
  interval: 1,
  month: 0,
  dayOfMonth: 0,
  daysOfWeek: [],
  firstDayOfWeek: 'sunday',
  index: 'first',
};
const from2026: Range = {
  type: 'noEnd',
  startDate: '2026-01-31',
  endDate: '0001-01-01',
  recurrenceTimeZone: 'UTC',
  numberOfOccurrences: 0,
};

function dates(pattern: Partial<Pattern>, range: Partial<Range> = {}, from = '2026-01-01', to = '2026-06-30') {
  const recurrence = { pattern: { ...plain, ...pattern }, range: { ...from2026, ...range } };
  return datesOfSeries(recurrence, dayOfDate(from), dayOfDate(to));
}

describe('recurrence patterns (graph-calendar 1.1)', () => {
  it('repeats every other day from its start, also when the window begins long after', () => {
    expect(dates({ interval: 2 }, {}, '2026-06-27')).toEqual(['2026-06-28', '2026-06-30']);
  });

  it('counts weeks from the first day of the week', () => {
    const pattern = { type: 'weekly', interval: 2, daysOfWeek: ['sunday', 'monday'] } as const;
    const range = { startDate: '2026-01-05' };
    expect(dates({ ...pattern, daysOfWeek: [...pattern.daysOfWeek] }, range, '2026-01-01', '2026-02-02')).toEqual([
      '2026-01-05',
      '2026-01-18',
      '2026-01-19',
      '2026-02-01',
      '2026-02-02',
    ]);
    const monday = dates(
      { ...pattern, daysOfWeek: [...pattern.daysOfWeek], firstDayOfWeek: 'monday' },
      range,
      '2026-01-01',
      '2026-01-31',
    );
    expect(monday).toEqual(['2026-01-05', '2026-01-11', '2026-01-19', '2026-01-25']);
  });

  it('takes the last day of a month that lacks the day', () => {
    expect(dates({ type: 'absoluteMonthly', dayOfMonth: 31 }, {}, '2026-01-01', '2026-04-30')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
  });

  it('finds numbered and last weekdays of the month', () => {
    const third = dates(
      { type: 'relativeMonthly', daysOfWeek: ['tuesday'], index: 'third' },
      {},
      '2026-02-01',
      '2026-04-01',
    );
    expect(third).toEqual(['2026-02-17', '2026-03-17']);
    const last = dates(
      { type: 'relativeMonthly', daysOfWeek: ['friday'], index: 'last' },
      {},
      '2026-02-01',
      '2026-04-01',
    );
    expect(last).toEqual(['2026-02-27', '2026-03-27']);
  });

  it('ends by date and by number', () => {
    expect(dates({}, { type: 'endDate', endDate: '2026-02-02' })).toHaveLength(3);
    expect(dates({}, { type: 'numbered', numberOfOccurrences: 4 }, '2026-02-02')).toEqual(['2026-02-02', '2026-02-03']);
  });

  it('repeats yearly', () => {
    expect(dates({ type: 'absoluteYearly', month: 5, dayOfMonth: 1 }, {}, '2026-01-01', '2028-12-31')).toEqual([
      '2026-05-01',
      '2027-05-01',
      '2028-05-01',
    ]);
  });
});

describe('zones (graph-calendar 1.5)', () => {
  it('[GC13.6] knows Windows and IANA names, in any case, and no others', () => {
    expect(resolveZone('W. Europe Standard Time')).toBe('Europe/Berlin');
    expect(resolveZone('eastern standard time')).toBe('America/New_York');
    expect(resolveZone('Europe/Madrid')).toBe('Europe/Madrid');
    expect(resolveZone('Moon/Base')).toBeNull();
    expect(resolveZone('')).toBeNull();
  });

  it('[GC13.6] takes the first of two equal wall times and moves a skipped one on', () => {
    const wall = (text: string) => Date.parse(`${text}Z`);
    const at = (text: string) => new Date(instantOf('America/New_York', wall(text))).toISOString();
    expect(at('2026-11-01T01:30:00')).toBe('2026-11-01T05:30:00.000Z');
    expect(at('2026-03-08T02:30:00')).toBe('2026-03-08T07:30:00.000Z');
    expect(at('2026-07-01T12:00:00')).toBe('2026-07-01T16:00:00.000Z');
    expect(wallOf('Asia/Kathmandu', wall('2026-07-01T00:00:00')) % 3_600_000).toBe(45 * 60_000);
  });
});
