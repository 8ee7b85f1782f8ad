import { expect, test } from 'vitest';
import { translator } from '@/lib/messages/translator';
import { fairText } from './fair-text';

const t = translator('en', 'appointmentBooking');
const said = (own: number, free: number, tied: number, passedOver?: number) =>
  fairText(
    {
      chosenBy: 'fair',
      fairness: {
        from: '2026-11-06T17:00:00.000Z',
        to: '2026-12-04T17:00:00.000Z',
        ...{ own, free, tied, passedOver },
      },
    },
    'Ada',
    t,
  );

test('why fair distribution chose somebody is said with the numbers that it went by', () => {
  expect(said(3, 1, 1)).toBe('Chosen by the library: Ada was the only one who was free then.');
  expect(said(2, 4, 1)).toContain('of the 4 who were free, Ada had the fewest appointments (2) in the 14 days');
  expect(said(0, 4, 4)).toContain('all 4 who were free had as many appointments (0)');
  expect(said(1, 4, 2)).toContain('2 of the 4 who were free had the fewest appointments (1 each)');
});

test('of those who turned out not to be free it is said how many, and not who', () => {
  expect(said(3, 1, 1, 1)).toBe(
    'Chosen by the library: Ada was the only one who was free then. Somebody else was asked first and turned out not to be free.',
  );
  expect(said(2, 4, 1, 2)).toContain('2 others were asked first');
});

test('nothing is said of whom a patron or staff chose', () => {
  expect(fairText({ chosenBy: 'patron', fairness: null }, 'Ada', t)).toBeNull();
});
