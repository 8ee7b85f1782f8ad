import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandSeries, MOST_OCCURRENCES, MOST_SERIES_DAYS, type SeriesRule } from './expand-series';
import { minutesIn, overlaps } from './interval';
import { addDays, localDateOf, wallMinute, weekdayOf } from './zone';

const ZONE = 'America/New_York';
const ruleOf = (changed: Partial<SeriesRule> = {}): SeriesRule => ({
  ...{ every: 'week', interval: 1, weekdays: [1], from: '2026-11-23', until: null, times: 3 },
  ...{ startMinute: 600, minutes: 60, ...changed },
});
const dates = (rule: SeriesRule) => expandSeries(rule, ZONE).map(({ date }) => date);

test.each<[string, Partial<SeriesRule>, string[]]>([
  ['three Mondays', {}, ['2026-11-23', '2026-11-30', '2026-12-07']],
  [
    'days of the first week that are over are left out',
    { from: '2026-11-25', weekdays: [5, 1] },
    ['2026-11-27', '2026-11-30', '2026-12-04'],
  ],
  [
    'every other week is counted from the week it begins in',
    { from: '2026-11-25', interval: 2, weekdays: [1, 3] },
    [...['2026-11-25', '2026-12-07', '2026-12-09']],
  ],
  ['until a date, which counts', { until: '2026-11-30', times: null }, ['2026-11-23', '2026-11-30']],
  ['whichever comes first', { until: '2026-11-30', times: 1 }, ['2026-11-23']],
  ['every third day', { every: 'day', interval: 3, weekdays: [] }, ['2026-11-23', '2026-11-26', '2026-11-29']],
  ['no weekday, no booking', { weekdays: [] }, []],
  ['ended before it begins', { until: '2026-11-01' }, []],
])('%s', (_, changed, expected) => {
  expect(dates(ruleOf(changed))).toEqual(expected);
});

test('its clock time stays over both clock changes, while real time does not', () => {
  const autumn = expandSeries(ruleOf({ from: '2026-10-26', times: 2 }), ZONE).map(({ start }) => start.toISOString());
  expect(autumn).toEqual(['2026-10-26T14:00:00.000Z', '2026-11-02T15:00:00.000Z']);
  const spring = expandSeries(ruleOf({ from: '2027-03-08', times: 2 }), ZONE).map(({ start }) => start.toISOString());
  expect(spring).toEqual(['2027-03-08T15:00:00.000Z', '2027-03-15T14:00:00.000Z']);
});

test('on the night of a clock change a booking is as long as ever, and begins at an hour that there is', () => {
  const night = ruleOf({ every: 'day', weekdays: [], from: '2027-03-13', times: 3, startMinute: 150 });
  expect(
    expandSeries(night, ZONE).map(({ start, end }) => [start, end].map((at) => at.toISOString().slice(5, 16))),
  ).toEqual([
    ['03-13T07:30', '03-13T08:30'],
    // 02:30 is skipped: 03:30 by the new clock.
    ['03-14T07:30', '03-14T08:30'],
    ['03-15T06:30', '03-15T07:30'],
  ]);
  const twice = expandSeries(ruleOf({ weekdays: [7], from: '2026-11-01', times: 1, startMinute: 90 }), ZONE);
  expect(twice[0]?.start.toISOString()).toBe('2026-11-01T05:30:00.000Z');
});

const rules: fc.Arbitrary<SeriesRule> = fc.record({
  every: fc.constantFrom('day' as const, 'week' as const),
  interval: fc.integer({ min: 1, max: 30 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-01-01', days)),
  until: fc.option(fc.integer({ min: 0, max: 1600 }).map((days) => addDays('2026-01-01', days))),
  times: fc.option(fc.integer({ min: 1, max: 400 })),
  startMinute: fc.integer({ min: 0, max: 1439 }),
  minutes: fc.integer({ min: 5, max: 1380 }),
});

test('whatever the rule: in order, apart, within its bounds, and on its days at its clock time', () => {
  let seen = 0;
  fc.assert(
    fc.property(rules, fc.constantFrom(ZONE, 'Europe/Madrid', 'Australia/Lord_Howe', 'UTC'), (rule, zone) => {
      const found = expandSeries(rule, zone);
      seen += found.length;
      expect(found.length).toBeLessThanOrEqual(Math.min(MOST_OCCURRENCES, rule.times ?? MOST_OCCURRENCES));
      for (const [at, one] of found.entries()) {
        const next = found[at + 1];
        if (next) expect(one.date < next.date && !overlaps(one, next)).toBe(true);
        expect(minutesIn(one)).toBe(rule.minutes);
        expect(one.date >= rule.from && one.date <= (rule.until ?? one.date)).toBe(true);
        expect(one.date <= addDays(rule.from, MOST_SERIES_DAYS)).toBe(true);
        if (rule.every === 'week') expect(rule.weekdays).toContain(weekdayOf(one.date));
        expect(localDateOf(one.start, zone)).toBe(one.date);
        // A skipped time is shown the same distance after the gap, which is an hour, or half of one.
        expect([0, 30, 60]).toContain(wallMinute(one.start, zone) - rule.startMinute);
      }
    }),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(500);
});

test('a longer series begins as the shorter does', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const [few, many] = [7, 40].map((most) => expandSeries({ ...rule, times: null }, ZONE, most));
      expect(many?.slice(0, 7)).toEqual(few);
    }),
    { numRuns: 30 },
  );
});
