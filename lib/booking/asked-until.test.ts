import { expect, test } from 'vitest';
import { askedUntil } from './asked-until';

const now = new Date('2026-11-20T12:00:00Z');
const cases: [string, string, string][] = [
  ['far ahead: a day', '2026-11-30T12:00:00Z', '2026-11-21T12:00:00Z'],
  ['in three hours: half of them', '2026-11-20T15:00:00Z', '2026-11-20T13:30:00Z'],
  ['begun already: at once', '2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z'],
];

test.each(cases)('%s', (_, start, until) => {
  const first = { start: new Date(start), end: new Date('2026-12-01T00:00:00Z') };
  const second = { start: new Date('2026-11-30T23:00:00Z'), end: first.end };
  expect(askedUntil([second, first], now)).toEqual(new Date(until));
});
