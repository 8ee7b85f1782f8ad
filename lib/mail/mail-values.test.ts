import { expect, test } from 'vitest';
import { booking, setMailEnvironment } from './booking.test-data';
import { mailValues } from './mail-values';

setMailEnvironment();

const whereOf = (...items: { directions?: string; locationDirections?: string }[]) => {
  const own = booking.items.flatMap((item) => items.map((more) => ({ ...item, ...more })));
  return mailValues('booking_confirmed', { ...booking, items: own }).where;
};

test('where: the location, its address, the space’s own directions, then those of the location, in one line', () => {
  const way = 'From the tram stop,\nthrough the garden.';
  expect(whereOf({})).toBe('Central Library, 12 Elm Street, First floor.');
  expect(whereOf({ locationDirections: way })).toBe(
    'Central Library, 12 Elm Street, First floor. From the tram stop, through the garden.',
  );
  expect(whereOf({ directions: 'First floor', locationDirections: 'By tram.' })).toBe(
    'Central Library, 12 Elm Street, First floor. By tram.',
  );
  expect(whereOf({ directions: '', locationDirections: 'By tram.' })).toBe('Central Library, 12 Elm Street. By tram.');
});

test('several spaces of one location: how to find it is said once', () => {
  const way = { locationDirections: 'By tram.' };
  expect(whereOf({ directions: 'First floor', ...way }, { directions: 'Attic', ...way })).toBe(
    'Central Library, 12 Elm Street, First floor, Attic. By tram.',
  );
});
