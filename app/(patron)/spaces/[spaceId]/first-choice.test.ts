import { expect, test } from 'vitest';
import { firstChoice } from './first-choice';

const [nine, ten] = [new Date('2026-12-01T14:00:00Z'), new Date('2026-12-01T15:00:00Z')];

test('the first start that is free for as long as usual, though an earlier one is free for less', () => {
  const offers = [
    { start: nine, maxMinutes: 30 },
    { start: ten, maxMinutes: 120 },
  ];
  expect(firstChoice(offers, 60)).toEqual({ start: ten, minutes: 60 });
});

test('nowhere for as long: the first, for as long as it is free; nothing on offer: nothing', () => {
  expect(firstChoice([{ start: nine, maxMinutes: 30 }], 60)).toEqual({ start: nine, minutes: 30 });
  expect(firstChoice([], 60)).toBeUndefined();
});
