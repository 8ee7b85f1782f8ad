import type { Interval } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import type { BeyondCode, BookingFacts } from './types';

/** The rules that say what a booking may be like; when it had to be made, and by whom, is over. */
const ASKED = [
  ...(['off_step', 'off_period', 'too_short', 'too_long', 'limit_reached', 'gap_needed', 'padding'] as const),
] as const satisfies BeyondCode[];

export type BrokenRule = (typeof ASKED)[number];

/**
 * Which rules a booking that stands would break after a change that it did not break before. Both facts leave the booking
 * itself out, and hold as the patron's own only what was booked earlier, since that is what it was judged with.
 */
export function newlyBroken(wanted: Interval, before: BookingFacts, after: BookingFacts, now: Date): BrokenRule[] {
  const broken = (facts: BookingFacts) => {
    const decision = decideBooking(wanted, facts, now, 'staff');
    return decision.ok ? ASKED.filter((code) => decision.value.beyond.includes(code)) : [];
  };
  const already = broken(before);
  return broken(after).filter((code) => !already.includes(code));
}
