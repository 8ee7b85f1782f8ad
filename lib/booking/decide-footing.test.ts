import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideFooting, type StaleChoice } from './decide-footing';
import type { CalendarTrust } from './types';

const calendar = (trust: CalendarTrust['trust'], more: Partial<CalendarTrust> = {}): CalendarTrust => ({
  ...{ linkId: 1, resourceId: 1, writes: true, reads: true, trust, ...more },
});

const chosen = (stale: StaleChoice['stale']): StaleChoice => ({ stale, concerns: [1] });

describe('what a booking stands on', () => {
  const cases: [string, CalendarTrust[], ('to_confirm' | 'closed')[], string][] = [
    ['no calendar', [], ['closed'], 'own_rules'],
    ['a calendar that answers', [calendar('live')], ['closed'], 'strict'],
    ['one that is only written to and answers', [calendar('live', { reads: false })], ['closed'], 'strict'],
    ['one that is silent, read lately', [calendar('fresh')], ['closed'], 'fast'],
    [
      'one that answers and one that is silent, read lately',
      [calendar('live'), calendar('fresh')],
      ['closed'],
      'strict',
    ],
    ['one that is silent, read long ago', [calendar('stale')], ['to_confirm'], 'to_confirm'],
    ['the same where nothing is to be offered then', [calendar('stale')], ['closed'], 'closed'],
    ['one that is only written to, and silent', [calendar('stale', { reads: false })], ['closed'], 'own_rules'],
  ];
  test.each(cases)('%s', (_, calendars, choices, footing) => {
    expect(decideFooting(calendars, choices.map(chosen))).toBe(footing);
  });

  test('of a room and a person each has the say about its own silence alone', () => {
    const person = (trust: CalendarTrust['trust']) => calendar(trust, { linkId: 1, resourceId: 1 });
    const room = (trust: CalendarTrust['trust']) => calendar(trust, { linkId: 2, resourceId: 21 });
    // The room is part 20 of a whole, whose calendar is linked.
    const choices: StaleChoice[] = [
      { stale: 'to_confirm', concerns: [1] },
      { stale: 'closed', concerns: [20, 21] },
    ];
    expect(decideFooting([person('stale'), room('live')], choices)).toBe('to_confirm');
    expect(decideFooting([person('live'), room('stale')], choices)).toBe('closed');
    expect(decideFooting([person('stale'), room('stale')], choices)).toBe('closed');
    expect(decideFooting([person('live'), room('fresh')], choices)).toBe('strict');
  });

  test('silence is never read as free: where something stale closes time, nothing is promised', () => {
    const calendars = fc.array(
      fc.record({ trust: fc.constantFrom('live', 'fresh', 'stale'), reads: fc.boolean(), writes: fc.boolean() }),
    );
    fc.assert(
      fc.property(calendars, fc.array(fc.constantFrom('to_confirm', 'closed')), (given, choices) => {
        const footing = decideFooting(
          given.map(({ trust, ...more }) => calendar(trust, more)),
          choices.map(chosen),
        );
        const stale = given.some(({ trust, reads }) => reads && trust === 'stale');
        expect(stale).toBe(footing === 'to_confirm' || footing === 'closed');
      }),
    );
  });
});
