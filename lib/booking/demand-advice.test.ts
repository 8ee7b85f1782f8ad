import { expect, test } from 'vitest';
import { demandAdvice, FEW, type Fruitless } from './demand-advice';

const none: Fruitless = { total: 0, outcome: [], people: [], minutes: [], weekHour: [], feature: [], place: [] };
const nothing = { outcome: null, people: null, minutes: null, when: null, feature: null, place: null };
/** Of a weekday, ISO, and an hour of the clock. */
const at = (weekday: number, hour: number, fruitless: number) => ({ key: weekday * 24 + hour, fruitless });

test('most is more than half of all, those that left it open included', () => {
  const people = (five: number) => [
    { key: 1, fruitless: 2 },
    { key: 5, fruitless: five },
    { key: null, fruitless: 18 - five },
  ];
  expect(demandAdvice({ ...none, total: 20, people: people(11) })).toEqual({ ...nothing, total: 20, people: 5 });
  expect(demandAdvice({ ...none, total: 20, people: people(10) })).toEqual({ ...nothing, total: 20 });
  expect(demandAdvice({ ...none, total: 20, people: [{ key: null, fruitless: 20 }] })).toEqual({
    ...nothing,
    total: 20,
  });
});

test('hours of the week become parts of it: mornings, afternoons from noon, evenings from five, and the weekend', () => {
  const when = (...weekHour: ReturnType<typeof at>[]) => demandAdvice({ ...none, total: 12, weekHour })?.when;
  expect(when(at(1, 12, 3), at(3, 14, 2), at(5, 16, 2), at(1, 11, 5))).toBe('weekday_afternoons');
  expect(when(at(2, 9, 7))).toBe('weekday_mornings');
  expect(when(at(5, 17, 4), at(1, 23, 3))).toBe('weekday_evenings');
  expect(when(at(6, 9, 4), at(7, 20, 3))).toBe('weekends');
  expect(when(at(1, 9, 4), at(1, 14, 4), at(6, 10, 4))).toBeNull();
});

test('each is said by itself, with what came of it', () => {
  const feature = [{ key: 'Screen', fruitless: 7 }];
  const outcome = [{ key: 'all_taken' as const, fruitless: 9 }];
  const place = [{ key: '3', fruitless: 8 }];
  const advice = {
    total: 12,
    outcome: 'all_taken',
    people: null,
    minutes: 240,
    when: null,
    feature: 'Screen',
    place: '3',
  };
  const minutes = [{ key: 240, fruitless: 7 }];
  expect(demandAdvice({ ...none, total: 12, feature, outcome, place, minutes })).toEqual(advice);
});

test('too few say nothing', () => {
  expect(demandAdvice({ ...none, total: FEW - 1, people: [{ key: 5, fruitless: FEW - 1 }] })).toBeNull();
  expect(demandAdvice({ ...none, total: FEW, people: [{ key: 5, fruitless: FEW }] })).toMatchObject({ people: 5 });
});
