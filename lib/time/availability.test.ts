import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Absence, type AvailabilityRule, availableOn, holdsOn } from './availability';
import { addDays, weekdayOf } from './zone';

const rule = (more: Partial<AvailabilityRule> = {}): AvailabilityRule => ({
  ...{ id: 1, repeat: 'weekly', from: '2026-11-02', until: null, everyWeeks: 1, weekdays: [1, 3], dates: [] },
  ...{ skippedDates: [], startsMinute: 540, endsMinute: 720, placeIds: [], groupId: null },
  ...more,
});
const spans = (rules: AvailabilityRule[], date: string, absences: Absence[] = []) =>
  availableOn(rules, absences, date).map(({ opensMinute, closesMinute }) => [opensMinute, closesMinute]);

describe('which dates a rule holds on', () => {
  test('every week on its weekdays, from its first date to its last', () => {
    const until = rule({ until: '2026-11-11' });
    expect(
      ['2026-10-28', '2026-11-02', '2026-11-03', '2026-11-11', '2026-11-16'].map((date) => holdsOn(until, date)),
    ).toEqual([false, true, false, true, false]);
  });

  test('every second week counts from the week of its first date, whatever its weekday', () => {
    // A Wednesday: its week is that of Monday the second.
    const second = rule({ from: '2026-11-04', everyWeeks: 2 });
    expect(
      ['2026-11-02', '2026-11-04', '2026-11-09', '2026-11-16', '2026-11-18'].map((date) => holdsOn(second, date)),
    ).toEqual([false, true, false, true, true]);
  });

  test('weeks are counted by the calendar over both clock changes and a new year', () => {
    const third = rule({ from: '2026-01-05', everyWeeks: 3, weekdays: [1] });
    const held = Array.from({ length: 60 }, (_, week) => addDays('2026-01-05', week * 7)).map((at) =>
      holdsOn(third, at),
    );
    expect(held).toEqual(held.map((_, week) => week % 3 === 0));
  });

  test('chosen dates, and dates left out', () => {
    const chosen = rule({ repeat: 'dates', dates: ['2026-11-05', '2026-11-06'], skippedDates: ['2026-11-06'] });
    expect([holdsOn(chosen, '2026-11-05'), holdsOn(chosen, '2026-11-06'), holdsOn(chosen, '2026-11-07')]).toEqual([
      ...[true, false, false],
    ]);
  });
});

describe('what absences leave', () => {
  test('out of office for some hours cuts a span in two', () => {
    const away = { fromDate: '2026-11-02', fromMinute: 600, toDate: '2026-11-02', toMinute: 630 };
    expect(spans([rule()], '2026-11-02', [away])).toEqual([
      [540, 600],
      [630, 720],
    ]);
  });

  test('over days: the rest of the first, all between, the beginning of the last', () => {
    const away = { fromDate: '2026-11-02', fromMinute: 660, toDate: '2026-11-04', toMinute: 600 };
    const daily = rule({ repeat: 'daily' });
    expect(['2026-11-02', '2026-11-03', '2026-11-04'].map((date) => spans([daily], date, [away]))).toEqual([
      [[540, 660]],
      [],
      [[600, 720]],
    ]);
  });

  test('a span past midnight ends where an absence of the next day begins', () => {
    const night = rule({ startsMinute: 1320, endsMinute: 1560 });
    const away = { fromDate: '2026-11-03', fromMinute: 60, toDate: '2026-11-03', toMinute: 1440 };
    expect(spans([night], '2026-11-02', [away])).toEqual([[1320, 1500]]);
  });
});

const date = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-01-01', days));
const anyRule = fc
  .record({
    ...{ id: fc.nat(9), repeat: fc.constantFrom('daily', 'weekly', 'dates'), from: date },
    ...{ until: fc.option(date), everyWeeks: fc.integer({ min: 1, max: 5 }) },
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
    ...{ dates: fc.array(date), skippedDates: fc.array(date, { maxLength: 3 }) },
    ...{
      startsMinute: fc.integer({ min: 0, max: 1200 }),
      placeIds: fc.constant<number[]>([]),
      groupId: fc.constant(null),
    },
    length: fc.integer({ min: 1, max: 600 }),
  })
  .map(({ length, ...one }) => ({ ...one, endsMinute: one.startsMinute + length }));
const absence = fc
  .record({ fromDate: date, fromMinute: fc.nat(1439), days: fc.nat(20), toMinute: fc.integer({ min: 1, max: 1440 }) })
  .map(({ days, ...one }) => ({ ...one, toDate: addDays(one.fromDate, days) }))
  .filter((one) => one.fromDate < one.toDate || one.fromMinute < one.toMinute);

test('nothing is offered outside a rule, nor in an absence, minute by minute', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 3 }), fc.array(absence, { maxLength: 3 }), date, (rules, away, day) => {
      const found = availableOn(rules, away, day);
      for (let minute = 0; minute < 2880; minute += 7) {
        const at = { date: addDays(day, Math.trunc(minute / 1440)), minute: minute % 1440 };
        const isAway = away.some(
          (one) =>
            (one.fromDate < at.date || (one.fromDate === at.date && one.fromMinute <= at.minute)) &&
            (at.date < one.toDate || (at.date === one.toDate && at.minute < one.toMinute)),
        );
        for (const one of rules) {
          const covers = found.some(
            (span) => span.rule === one && span.opensMinute <= minute && minute < span.closesMinute,
          );
          const within = one.startsMinute <= minute && minute < one.endsMinute && holdsOn(one, day);
          expect(covers).toBe(within && !isAway);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('what is offered is what is offered where nothing is shut, but for the places that are, and nothing is offered at those', () => {
  const places = fc.record({ shut: fc.subarray([1, 2, 3]), usualPlaceId: fc.constantFrom(1, 2, null) });
  const rules = fc.array(fc.tuple(anyRule, fc.subarray([1, 2, 3])), { maxLength: 4 });
  const at = (one: AvailabilityRule, usual: number | null) => (one.placeIds.length > 0 ? one.placeIds : [usual]);
  fc.assert(
    fc.property(rules, fc.array(absence, { maxLength: 2 }), date, places, (some, away, day, { shut, usualPlaceId }) => {
      const own = some.map(([one, placeIds], id) => ({ ...one, id, placeIds }));
      const offered = (found: ReturnType<typeof availableOn>) =>
        found.flatMap(({ rule, opensMinute, closesMinute }) =>
          at(rule, usualPlaceId).map((place) => ({ id: rule.id, place, opensMinute, closesMinute })),
        );
      const everywhere = offered(availableOn(own, away, day));
      const open = offered(availableOn(own, away, day, { shut: new Set(shut), usualPlaceId }));
      expect(open).toEqual(everywhere.filter(({ place }) => place === null || !shut.includes(place)));
    }),
    { numRuns: 200 },
  );
});

test('a weekly rule holds only on its weekdays', () => {
  fc.assert(
    fc.property(anyRule, date, (one, day) => {
      if (one.repeat === 'weekly' && holdsOn(one, day)) expect(one.weekdays).toContain(weekdayOf(day));
    }),
  );
});
