import { expect, test } from 'vitest';
import { fieldsOf, queryOf } from './query-of';

test('a list stands in an address once a value, and what is empty not at all', () => {
  const parts = {
    location: 1,
    zone: 'First floor',
    people: '',
    feature: ['Screen', 'Power'],
    view: null,
    at: undefined,
  };
  expect(queryOf(parts)).toBe('?location=1&zone=First+floor&feature=Screen&feature=Power');
  expect(queryOf({ zone: '' })).toBe('');
  expect(fieldsOf(parts)).toEqual([
    ['location', '1'],
    ['zone', 'First floor'],
    ['feature', 'Screen'],
    ['feature', 'Power'],
  ]);
});
