import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import type { Accepted, BookingFacts } from './types';

/** What staff may book over, and only when they say so, with a reason: a meeting in Outlook. Stored with `beyond`. */
export const OVER_MEETING = 'meeting_in_the_way';

/**
 * Staff book for somebody, or close time: beyond every patron rule, which is noted; never over another booking. Where
 * nothing but Outlook stands in the way it is `meeting_in_the_way`, unless a person has said `anyway`: the meeting and the
 * booking then share the slot knowingly, as in a case that was left to stand (decision 0012).
 */
export function decideForStaff(wanted: Interval, facts: BookingFacts, now: Date, anyway: boolean): Result<Accepted> {
  const decision = decideBooking(wanted, facts, now, 'staff');
  if (decision.ok || decision.refusal.code !== 'slot_taken') return decision;
  const closed = facts.closed.filter(({ kind }) => kind !== 'outlook');
  const without = decideBooking(wanted, { ...facts, closed }, now, 'staff');
  if (!without.ok) return without;
  if (!anyway) return refuse({ code: OVER_MEETING });
  return ok({ ...without.value, beyond: [...without.value.beyond, OVER_MEETING] });
}
