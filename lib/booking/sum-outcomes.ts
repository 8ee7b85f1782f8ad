import type { BookingOrigin } from './types';

export const ENDINGS = [
  ...(['cancelled_patron', 'cancelled_staff', 'cancelled_outlook'] as const),
  ...(['refused_outlook', 'denied', 'lapsed_request', 'lapsed_link'] as const),
];
/** How a booking came not to stand. */
export type Ended = (typeof ENDINGS)[number];

export const PRESENCES = ['in', 'released', 'noted', 'unknown', 'open', 'not_asked'] as const;
export type Presence = (typeof PRESENCES)[number];

export const ORIGINS = ['patron', 'staff', 'program', 'door'] as const;

type Outcome = {
  ending: Ended | 'stood' | 'waiting';
  presence: Presence;
  origin: BookingOrigin | null;
  count: number;
  minutes: number;
};

export type OutcomeSums = {
  /** Those that stood, and their minutes. */
  bookings: number;
  minutes: number;
  origins: Record<BookingOrigin | 'unknown', number>;
  presences: Record<Presence, number>;
  endings: Record<Ended, number>;
  /** Asked for, and neither booked nor over: requests, and guests who have not followed their link. */
  waiting: number;
};

/** Adds up what became of bookings. Every booking is counted in `bookings`, in one of `endings`, or in `waiting`. */
export function sumOutcomes(outcomes: readonly Outcome[]): OutcomeSums {
  const total = (of: (one: Outcome) => boolean, what: 'count' | 'minutes' = 'count') =>
    outcomes.reduce((sum, one) => (of(one) ? sum + one[what] : sum), 0);
  const stood = ({ ending }: Outcome) => ending === 'stood';
  const by = <K extends string>(keys: readonly K[], count: (key: K) => number) =>
    Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number>;
  return {
    bookings: total(stood),
    minutes: total(stood, 'minutes'),
    origins: by([...ORIGINS, 'unknown'], (origin) =>
      total((one) => stood(one) && (one.origin ?? 'unknown') === origin),
    ),
    presences: by(PRESENCES, (presence) => total((one) => stood(one) && one.presence === presence)),
    endings: by(ENDINGS, (ending) => total((one) => one.ending === ending)),
    waiting: total(({ ending }) => ending === 'waiting'),
  };
}

/**
 * Of the bookings that are over, the part to which nobody came: released, or noted by staff. Where nobody knows, somebody
 * came. Null: none is over.
 */
export function noShowShare({ bookings, presences }: Pick<OutcomeSums, 'bookings' | 'presences'>): number | null {
  const over = bookings - presences.open;
  return over > 0 ? (presences.released + presences.noted) / over : null;
}

/** Of all that was booked or asked for and is settled, the part that was cancelled, by whomever. Null: nothing was. */
export function cancelledShare({ bookings, endings }: Pick<OutcomeSums, 'bookings' | 'endings'>): number | null {
  const cancelled = endings.cancelled_patron + endings.cancelled_staff + endings.cancelled_outlook;
  const all = bookings + Object.values(endings).reduce((sum, count) => sum + count, 0);
  return all > 0 ? cancelled / all : null;
}
