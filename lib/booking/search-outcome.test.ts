import { describe, expect, test } from 'vitest';
import { AHEAD_BANDS, bandFrom, bandUpTo, FRUITLESS, MINUTES_BANDS, PEOPLE_BANDS } from './search-bands';
import { searchOutcome } from './search-outcome';

const none = { suitable: 3, exact: 0, near: 0, reasons: [] };

describe('what came of a search', () => {
  test('something as asked is found, whatever the rest says', () => {
    expect(searchOutcome({ ...none, exact: 1, near: 2, reasons: ['slot_taken'] })).toBe('found');
  });

  test('something else on the same dates is another time', () => {
    expect(searchOutcome({ ...none, near: 1, reasons: ['slot_taken'] })).toBe('other_time');
  });

  test('where nothing suits, no rule has anything to say', () => {
    expect(searchOutcome({ ...none, suitable: 0, reasons: ['outside_hours'] })).toBe('none_suit');
  });

  test.each([
    [['outside_hours', 'slot_taken'], 'all_taken'],
    [['outside_hours', 'too_far_ahead'], 'too_far_ahead'],
    [['in_the_past', 'outside_hours'], 'too_soon'],
    [['too_long', 'outside_hours'], 'too_long'],
    [['outside_hours', 'sign_in_required'], 'closed'],
    [['limit_reached'], 'not_for_them'],
    [['off_step'], 'not_known'],
    [[], 'not_known'],
  ] as const)('of several reasons %j the one that says most: %s', (reasons, outcome) => {
    expect(searchOutcome({ ...none, reasons })).toBe(outcome);
    expect(FRUITLESS).toContain(outcome);
  });
});

describe('bands', () => {
  test('of people and of days begin with their least', () => {
    expect([1, 4, 5, 8, 9, 19, 20, 400].map((one) => bandFrom(PEOPLE_BANDS, one))).toEqual([1, 1, 5, 5, 9, 9, 20, 20]);
    expect([0, 1, 2, 3, 7, 8, 14, 15, 90].map((one) => bandFrom(AHEAD_BANDS, one))).toEqual([
      0, 1, 1, 3, 3, 8, 8, 15, 15,
    ]);
  });

  test('of lengths end with their most', () => {
    expect([5, 30, 31, 60, 61, 240, 241, 2880].map((one) => bandUpTo(MINUTES_BANDS, one))).toEqual([
      30, 30, 60, 60, 120, 240, 1440, 1440,
    ]);
  });
});
