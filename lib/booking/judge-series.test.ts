import { expect, test } from 'vitest';
import { at, factsOf, minutesPerDay, policyOf, span } from './facts.test-data';
import { judgeSeries } from './judge-series';
import type { ClosedTime } from './types';

const now = at('2026-11-20 07:00');
const times = (...spans: [string, string][]) =>
  spans.map(([from, to], position) => ({ position, resourceId: 1, ...span(`2026-11-20 ${from}`, to) }));
const closedBy = (kind: ClosedTime['kind'], from: string, to: string): ClosedTime => ({
  ...span(`2026-11-20 ${from}`, to),
  ...{ kind, pad: false },
});
const states = (verdicts: ReturnType<typeof judgeSeries>) => [...verdicts.values()].map(({ state }) => state);

test('each time has its own word: free, a booking, a meeting, one of the series itself, never', () => {
  const facts = factsOf({ closed: [closedBy('booked', '11:00', '12:00'), closedBy('outlook', '13:30', '15:00')] });
  const asked = times(['10:00', '11:00'], ['11:30', '12:30'], ['13:00', '14:00'], ['10:30', '11:00'], ['5:00', '6:00']);
  const verdicts = judgeSeries(asked, () => facts, now);
  expect(states(verdicts)).toEqual(['free', 'booking', 'meeting', 'own', 'never']);
  expect(verdicts.get(2)).toMatchObject({ meetings: [span('2026-11-20 13:30', '15:00')], beyond: [] });
});

test('what staff may go beyond is named, and earlier times count towards a limit', () => {
  const facts = factsOf({ limits: [minutesPerDay(60)] });
  const verdicts = judgeSeries(times(['10:00', '11:00'], ['16:30', '17:30']), () => facts, now);
  expect(verdicts.get(0)).toEqual({ state: 'free', beyond: [] });
  expect(verdicts.get(1)).toEqual({ state: 'free', beyond: ['outside_hours', 'limit_reached'] });
});

test('padding around it is looked at, though nothing else far away is', () => {
  const facts = factsOf({ policy: policyOf({ cleanupMinutes: 15 }), closed: [closedBy('booked', '11:00', '12:00')] });
  const verdicts = judgeSeries(times(['10:00', '11:00']), () => facts, now);
  expect(verdicts.get(0)).toEqual({ state: 'free', beyond: ['padding'] });
});

test('a space that is gone is not judged', () => {
  expect(judgeSeries(times(['10:00', '11:00']), () => null, now).size).toBe(0);
});
