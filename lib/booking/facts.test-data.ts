import type { Interval } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { wallTime } from '@/lib/time/zone';
import type { BookingFacts, Policy } from './types';

/** A library in New York whose only space is open from eight to five every day, for the tests of this room. */
export const ZONE = 'America/New_York';

/** '2026-11-20 10:00' by the library's clock. */
export function at(text: string): Date {
  const [date = '', time = ''] = text.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return wallTime(date, hours * 60 + minutes, ZONE);
}

/** From '2026-11-20 10:00' to '11:00' of the same day. */
export const span = (from: string, to: string): Interval => ({
  start: at(from),
  end: at(`${from.split(' ')[0]} ${to}`),
});

export const policyOf = (changed: Partial<Policy> = {}): Policy => ({
  stepMinutes: 30,
  minMinutes: 30,
  maxMinutes: 120,
  defaultMinutes: 60,
  minNoticeMinutes: 0,
  windowDays: 14,
  maxMinutesPerDay: null,
  setupMinutes: 0,
  cleanupMinutes: 0,
  cancelByMinutes: 0,
  ...changed,
});

export const hoursOf = (opensMinute: number, closesMinute: number) => [
  {
    weeks: [
      {
        validFrom: null,
        validTo: null,
        spans: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute, closesMinute })),
      },
    ],
    dates: [],
  },
];

export const factsOf = (changed: Partial<BookingFacts> = {}): BookingFacts => ({
  resourceId: 1,
  categoryId: 1,
  active: true,
  timeZone: ZONE,
  policy: policyOf(),
  ...openingIn(hoursOf(480, 1020), { start: at('2026-11-19 00:00'), end: at('2026-11-22 00:00') }, ZONE),
  closed: [],
  own: [],
  calendarUnknown: false,
  ...changed,
});
