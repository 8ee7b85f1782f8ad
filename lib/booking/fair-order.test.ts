import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '@/lib/time/interval';
import { at } from './facts.test-data';
import { type FairCandidate, fairnessOf, fairOrder, fairWindow } from './fair-order';

const NOON = at('2026-11-20 12:00');
const candidate = (id: number, count = 0, lastChosenAt: Date | null = null): FairCandidate => ({
  ...{ id, count, lastChosenAt },
});
const idsOf = (candidates: readonly FairCandidate[]) => candidates.map(({ id }) => id);

describe('whoever may be met is asked in a fair order', () => {
  test('the least booked first', () => {
    expect(idsOf(fairOrder([candidate(1, 3), candidate(2, 1), candidate(3, 2)]))).toEqual([2, 3, 1]);
  });

  test('of those alike whose last turn is longest ago; who never had one before all others', () => {
    const people = [candidate(1, 2, at('2026-11-19 10:00')), candidate(2, 2, at('2026-11-18 10:00')), candidate(3, 2)];
    expect(idsOf(fairOrder(people))).toEqual([3, 2, 1]);
  });

  test('of those alike in that too, by id', () => {
    const alike = [3, 1, 2].map((id) => candidate(id, 1, NOON));
    expect(idsOf(fairOrder([...alike, candidate(9), candidate(8)]))).toEqual([8, 9, 1, 2, 3]);
  });
});

test('two weeks before and after the start are counted, and kept beside the count, and how many had as few', () => {
  const free = [candidate(1, 2), candidate(2, 2), candidate(3, 5)];
  expect(fairnessOf(candidate(2, 2), free, NOON)).toEqual({
    ...{ from: at('2026-11-06 12:00').toISOString(), to: at('2026-12-04 12:00').toISOString() },
    ...{ own: 2, free: 3, tied: 2 },
  });
});

const instants = fc.option(
  fc.integer({ min: 0, max: 30 }).map((days) => new Date(NOON.getTime() - days * DAY_MS)),
  { nil: null },
);
const people = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 60 }), count: fc.integer({ min: 0, max: 4 }), lastChosenAt: instants }),
  { minLength: 1, maxLength: 12, selector: ({ id }) => id },
);

test('in whatever order they are read, they are asked in the same one, and each of them once', () => {
  const both = people.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(
    fc.property(both, ([all, shuffled]) => {
      expect(fairOrder(shuffled)).toEqual(fairOrder(all));
      expect(idsOf(fairOrder(all)).toSorted()).toEqual(idsOf(all).toSorted());
    }),
  );
});

test('nobody is asked before somebody who has fewer, nor who is alike and has waited longer', () => {
  fc.assert(
    fc.property(people, (all) => {
      const order = fairOrder(all);
      for (const [place, one] of order.slice(1).entries()) {
        const before = order[place];
        if (!before) continue;
        expect(before.count).toBeLessThanOrEqual(one.count);
        if (before.count === one.count && one.lastChosenAt === null) expect(before.lastChosenAt).toBeNull();
      }
    }),
  );
});

/** A library of `size` people in which bookings are made one after the other; `free` says who is free for each. */
function distribute(size: number, starts: readonly Date[], free: (booking: number, id: number) => boolean): number[][] {
  const made: Date[][] = Array.from({ length: size }, () => []);
  const turns: (Date | null)[] = made.map(() => null);
  for (const [booking, start] of starts.entries()) {
    const within = fairWindow(start);
    const candidates = made.flatMap((ofPerson, id) =>
      free(booking, id)
        ? [candidate(id, ofPerson.filter((one) => within.start <= one && one < within.end).length, turns[id])]
        : [],
    );
    const [chosen] = fairOrder(candidates);
    if (!chosen) continue;
    made[chosen.id]?.push(start);
    turns[chosen.id] = new Date(NOON.getTime() + booking);
  }
  return made.map((ofPerson) => ofPerson.map((one) => one.getTime()));
}

const counts = (made: number[][]) => made.map((ofPerson) => ofPerson.length);
const spread = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers);
const sizes = fc.integer({ min: 1, max: 8 });
const startsWithin = (days: number) =>
  fc.array(
    fc.integer({ min: 0, max: days * 48 - 1 }).map((half) => new Date(NOON.getTime() + half * 30 * 60_000)),
    { minLength: 1, maxLength: 80 },
  );

test('where all are always free, after every booking within two weeks no two differ by more than one', () => {
  fc.assert(
    fc.property(sizes, startsWithin(14), (size, starts) => {
      for (const made of [5, 20, starts.length])
        expect(spread(counts(distribute(size, starts.slice(0, made), () => true)))).toBeLessThanOrEqual(1);
    }),
  );
});

test('where all are always free and one is made after the other, everybody has a turn before anybody has a second', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 60 }), (size, days) => {
      // A booking a day, for two months: what is long ago no longer counts, and turns still go round.
      const starts = Array.from({ length: days }, (_, day) => new Date(NOON.getTime() + day * DAY_MS));
      expect(spread(counts(distribute(size, starts, () => true)))).toBeLessThanOrEqual(1);
    }),
  );
});

test('who is never free gets none, and the others share as evenly as if nobody else were there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), startsWithin(14), (size, starts) => {
      const [away = 0, ...others] = counts(distribute(size, starts, (_, id) => id !== 0));
      expect(away).toBe(0);
      expect(spread(others)).toBeLessThanOrEqual(1);
    }),
  );
});
