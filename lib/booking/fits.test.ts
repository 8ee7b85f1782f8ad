import { describe, expect, test } from 'vitest';
import { minutesIn } from '@/lib/time/interval';
import { localDay } from '@/lib/time/zone';
import { at, factsOf, policyOf, span, ZONE } from './facts.test-data';
import { fits } from './fits';
import { offers } from './slots';

const now = at('2026-11-20 08:10');
const friday = localDay('2026-11-20', ZONE);
const booked = { ...span('2026-11-20 10:00', '12:00'), pad: false, kind: 'booked' as const };
const near = at('2026-11-20 10:30');

describe('times of one length', () => {
  test('come nearest first, before and after what is taken', () => {
    const found = fits(factsOf({ closed: [booked] }), friday, { minutes: 60, near }, now, 3);
    expect(found).toEqual([
      span('2026-11-20 09:00', '10:00'),
      span('2026-11-20 12:00', '13:00'),
      span('2026-11-20 08:30', '09:30'),
    ]);
  });

  test('are as long as the next length that the rules know, and none where they know none', () => {
    const [first] = fits(factsOf(), friday, { minutes: 50, near }, now, 1);
    expect(first && minutesIn(first)).toBe(60);
    expect(fits(factsOf(), friday, { minutes: 121, near }, now, 1)).toEqual([]);
  });

  test('are those that are offered, each of them and no other', () => {
    const facts = factsOf({ closed: [booked], policy: policyOf({ cleanupMinutes: 15, stepMinutes: 15 }) });
    for (const minutes of [30, 45, 90, 120]) {
      const offered = offers(facts, friday, now).filter(({ maxMinutes }) => maxMinutes >= minutes);
      const found = fits(facts, friday, { minutes, near }, now, 1_000);
      expect(found.map(({ start }) => start.getTime()).sort()).toEqual(offered.map(({ start }) => start.getTime()));
    }
  });

  test('of a space that is not in use there are none', () => {
    expect(fits(factsOf({ active: false }), friday, { minutes: 60, near }, now, 3)).toEqual([]);
  });
});
