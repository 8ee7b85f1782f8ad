import { describe, expect, test } from 'vitest';
import type { Absence, AvailabilityRule } from './availability';
import { openingOn } from './opening';
import { planCopyWeek } from './plan-copy-week';
import { addDays, weekdayOf } from './zone';

type Rule = AvailabilityRule & { directions: string };

const rule = (more: Partial<Rule> = {}): Rule => ({
  ...{ id: 1, repeat: 'dates', from: '2026-11-02', until: null, everyWeeks: 1, weekdays: [], skippedDates: [] },
  ...{ dates: ['2026-11-02'], startsMinute: 540, endsMinute: 720, placeIds: [], groupId: null, directions: '' },
  ...more,
});
const plan = (rules: Rule[], to: string[], absences: Absence[] = [], today = '2026-11-01') =>
  planCopyWeek({ rules, absences }, '2026-11-02', to, today);
const spans = ({ add }: ReturnType<typeof plan>) =>
  add.map(({ date, startsMinute, endsMinute }) => [date, startsMinute, endsMinute]);

describe('a copied week', () => {
  test('has each span on its weekday, as it is after exceptions and absences', () => {
    const weekly = rule({ id: 2, repeat: 'weekly', weekdays: [1, 3, 5], skippedDates: ['2026-11-04'] });
    const away = { fromDate: '2026-11-06', fromMinute: 0, toDate: '2026-11-06', toMinute: 600 };
    const until = { ...weekly, until: '2026-11-08' };
    expect(spans(plan([until], ['2026-11-09'], [away]))).toEqual([
      ['2026-11-09', 540, 720],
      ['2026-11-13', 600, 720],
    ]);
  });

  test('adds nothing twice: neither what is open there, nor what a copy just opened', () => {
    const first = plan([rule()], ['2026-11-09', '2026-11-09']);
    expect(spans(first)).toEqual([['2026-11-09', 540, 720]]);
    const copied = rule({ id: 2, dates: ['2026-11-09'] });
    expect(plan([rule(), copied], ['2026-11-09'])).toEqual({ add: [], already: 1, past: 0 });
  });

  test('fills only what is missing around what is open there', () => {
    const there = rule({ id: 2, dates: ['2026-11-09'], startsMinute: 600, endsMinute: 660 });
    expect(spans(plan([rule(), there], ['2026-11-09']))).toEqual([
      ['2026-11-09', 540, 600],
      ['2026-11-09', 660, 720],
    ]);
  });

  test('what is open elsewhere, or for a group only, does not count as open; what is open for more does', () => {
    const here = rule({ placeIds: [7] });
    const elsewhere = rule({ id: 2, dates: ['2026-11-09'], placeIds: [8] });
    const grouped = rule({ id: 3, dates: ['2026-11-09'], placeIds: [7], groupId: 4 });
    const both = rule({ id: 4, dates: ['2026-11-16'], placeIds: [7, 8] });
    const found = plan([here, elsewhere, grouped, both], ['2026-11-09', '2026-11-16']);
    expect(found.add).toEqual([
      { date: '2026-11-09', startsMinute: 540, endsMinute: 720, placeIds: [7], groupId: null, directions: '' },
    ]);
    expect(found.already).toBe(1);
  });

  test('two spans that touch become one; those that differ in place stay two', () => {
    const after = rule({ id: 2, startsMinute: 720, endsMinute: 780 });
    const other = rule({ id: 3, startsMinute: 780, endsMinute: 840, placeIds: [7] });
    expect(spans(plan([rule(), after, other], ['2026-11-09']))).toEqual([
      ['2026-11-09', 540, 780],
      ['2026-11-09', 780, 840],
    ]);
  });

  test('leaves out days that are over', () => {
    const both = rule({ dates: ['2026-11-02', '2026-11-06'] });
    const found = plan([both], ['2026-11-09'], [], '2026-11-11');
    expect(spans(found)).toEqual([['2026-11-13', 540, 720]]);
    expect(found.past).toBe(1);
  });

  test('a night before counts: it is open past its midnight', () => {
    const night = rule({ id: 2, dates: ['2026-11-08'], startsMinute: 1320, endsMinute: 1560 });
    const early = rule({ startsMinute: 60, endsMinute: 180 });
    const monday = spans(plan([early, night], ['2026-11-09'])).filter(([date]) => date === '2026-11-09');
    expect(monday).toEqual([['2026-11-09', 120, 180]]);
  });
});

describe.each([
  ['clocks go forward', '2026-03-02', '2026-03-08'],
  ['clocks go back', '2026-10-26', '2026-11-01'],
])('into the week in which %s', (_, monday, change) => {
  const ZONE = 'America/New_York';
  const weekly = (day: string) => rule({ repeat: 'weekly', weekdays: [1, 7], from: day, until: addDays(day, 6) });

  test('a span keeps its time of the clock, on the day of the change and after', () => {
    const source = addDays(monday, -14);
    const { add } = planCopyWeek(
      { rules: [weekly(source)], absences: [] },
      source,
      [monday, addDays(monday, 7)],
      source,
    );
    expect(add.map(({ date, startsMinute, endsMinute }) => [weekdayOf(date), startsMinute, endsMinute])).toEqual([
      ...[
        [1, 540, 720],
        [7, 540, 720],
        [1, 540, 720],
        [7, 540, 720],
      ],
    ]);
    const dates = add.map(({ date }) => date);
    expect(dates).toContain(change);
    const weeks = dates.map((date) => ({
      ...{ validFrom: date, validTo: date },
      spans: [{ weekday: weekdayOf(date), opensMinute: 540, closesMinute: 720 }],
    }));
    const open = openingOn([{ weeks, dates: [] }], change, ZONE);
    expect(open.map((one) => one.start.toLocaleTimeString('en-GB', { timeZone: ZONE }))).toEqual(['09:00:00']);
    expect(open.map((one) => one.end.getTime() - one.start.getTime())).toEqual([3 * 3_600_000]);
  });

  test('copied again it adds nothing', () => {
    const source = addDays(monday, -14);
    const copy = { ...weekly(source), id: 2, repeat: 'dates' as const, dates: [monday, change] };
    const found = planCopyWeek({ rules: [weekly(source), copy], absences: [] }, source, [monday], source);
    expect(found).toEqual({ add: [], already: 2, past: 0 });
  });
});
