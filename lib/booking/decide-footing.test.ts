import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideFooting } from './decide-footing';
import type { CalendarTrust } from './types';

const calendar = (trust: CalendarTrust['trust'], more: Partial<CalendarTrust> = {}): CalendarTrust => ({
  ...{ linkId: 1, resourceId: 1, writes: true, reads: true, trust, ...more },
});

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
    [
      'a room and a person, one of them strict about it',
      [calendar('stale'), calendar('live')],
      ['to_confirm', 'closed'],
      'closed',
    ],
    ['one that is only written to, and silent', [calendar('stale', { reads: false })], ['closed'], 'own_rules'],
  ];
  test.each(cases)('%s', (_, calendars, choices, footing) => {
    expect(decideFooting(calendars, choices)).toBe(footing);
  });

  test('silence is never read as free: where something stale closes time, nothing is promised', () => {
    const calendars = fc.array(
      fc.record({ trust: fc.constantFrom('live', 'fresh', 'stale'), reads: fc.boolean(), writes: fc.boolean() }),
    );
    fc.assert(
      fc.property(calendars, fc.array(fc.constantFrom('to_confirm', 'closed')), (given, choices) => {
        const footing = decideFooting(
          given.map(({ trust, ...more }) => calendar(trust, more)),
          choices,
        );
        const stale = given.some(({ trust, reads }) => reads && trust === 'stale');
        expect(stale).toBe(footing === 'to_confirm' || footing === 'closed');
      }),
    );
  });
});
