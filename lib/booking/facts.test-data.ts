import type { Interval } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { wallTime } from '@/lib/time/zone';
import type { Admission, BookingFacts, Limit, OwnBooking, Policy } from './types';

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
  leadUntilEnd: false,
  windowDays: 14,
  rolloverMinute: 0,
  fixedPeriods: false,
  setupMinutes: 0,
  cleanupMinutes: 0,
  gapMinutes: 0,
  gapScope: 'category',
  cancelByMinutes: 0,
  mediation: false,
  ...changed,
});

/** Anybody may book. */
export const admissionOf = (changed: Partial<Admission> = {}): Admission => ({
  ...{ staffOnly: false, isStaff: false, signInRequired: false, signedIn: false },
  ...{ groups: null, memberOf: [], emailDomains: [], email: null, bans: [] },
  ...changed,
});

/** A booking that the patron has in the same category. */
export const ownAt = (when: Interval, changed: Partial<OwnBooking> = {}): OwnBooking => ({
  ...when,
  ...{ categoryId: 1, locationId: 1, holds: true, together: false },
  ...changed,
});

export const minutesPerDay = (most: number): Limit => ({ scope: 'category', measure: 'minutes', per: 'day', most });

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
  locationId: 1,
  active: true,
  isContainer: false,
  timeZone: ZONE,
  policy: policyOf(),
  periods: [],
  limits: [],
  admission: admissionOf(),
  ...openingIn(hoursOf(480, 1020), { start: at('2026-11-19 00:00'), end: at('2026-11-22 00:00') }, ZONE),
  closed: [],
  own: [],
  calendarUnknown: false,
  ...changed,
});
