import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from './compare';
import { addNumbers, NO_NUMBERS, type SpaceNumbers, shareOfOpen, sumCategories, sumSpaces } from './sum-spaces';

const place = (categoryId: number) => ({ categoryId, categoryName: `C${categoryId}`, locationName: 'Main' });
const space = (id: number, more: object = {}) => ({
  ...{ id, name: `S${id}`, containerId: null, isContainer: false, active: true, ...place(1) },
  ...more,
});
const numbers = (bookings: number): SpaceNumbers => ({
  ...NO_NUMBERS,
  bookings,
  minutes: bookings * 60,
  open: 600,
  booked: bookings * 60,
});

describe('a line a space', () => {
  it('with its seats, and none for what is out of use and was not booked', () => {
    const spaces = [
      space(1, { isContainer: true }),
      space(2, { containerId: 1 }),
      space(3, { containerId: 1 }),
      space(4, { active: false }),
      space(5, { active: false }),
    ];
    const lines = sumSpaces(spaces, (id) => (id === 1 || id === 5 ? NO_NUMBERS : numbers(id)));
    expect(lines.map(({ id, seats, bookings, open }) => [id, seats, bookings, open])).toEqual([
      [1, 2, 5, 1200],
      [4, 0, 4, 600],
    ]);
  });

  it('all lines, and all categories, add up to all numbers', () => {
    const one = fc.record({ categoryId: fc.nat(3), bookings: fc.nat(40), seatOf: fc.option(fc.nat(2)) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (made) => {
        const containers = [0, 1, 2].map((id) => space(1000 + id, { isContainer: true, ...place(9) }));
        const others = made.map(({ categoryId, seatOf }, id) =>
          space(id, seatOf === null ? place(categoryId) : { containerId: 1000 + seatOf, ...place(9) }),
        );
        const of = (id: number) => numbers(made[id]?.bookings ?? 0);
        const lines = sumSpaces([...containers, ...others], (id) => (id >= 1000 ? NO_NUMBERS : of(id)));
        const all = addNumbers(made.map((_, id) => of(id)));
        expect(addNumbers(lines)).toEqual(all);
        expect(addNumbers(sumCategories(lines))).toEqual(all);
      }),
    );
  });
});

it('what was never open has no share', () => {
  expect([shareOfOpen({ open: 0, booked: 0 }), shareOfOpen({ open: 600, booked: 150 })]).toEqual([null, 0.25]);
});

describe('beside what was before', () => {
  it.each([
    [112, 100, { how: 'more', percent: 12 }],
    [88, 100, { how: 'less', percent: 12 }],
    [1001, 1000, { how: 'same' }],
    [0, 0, { how: 'same' }],
    [5, 0, { how: 'first' }],
    [0, 5, { how: 'less', percent: 100 }],
  ])('%i after %i', (now, before, expected) => expect(compare(now, before)).toEqual(expected));
});
