import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, contains, type Interval } from '@/lib/time/interval';
import { closesTime } from './closes-time';
import type { BookingStatus, By } from './types';

/** What a cancellation is judged by. Of a booking with several items: from the first start to the last end. */
export type CancelFacts = Interval & { status: BookingStatus; cancelByMinutes: number };

/** May a time that the library changed be refused? Until it ends: the notice for cancelling was the old time's. */
export function decideRefuseTime({ status, end }: CancelFacts, now: Date): Result<undefined> {
  return closesTime(status) && end > now ? ok() : refuse({ code: 'booking_closed' });
}

/**
 * May this booking be cancelled? From every status that still closes time, and until its end; patrons only until
 * `cancelByMinutes` before the start. Nothing leaves a cancelled, denied or expired state (libcal-domain §1.2).
 */
export function decideCancel(
  { status, start, end, cancelByMinutes }: CancelFacts,
  now: Date,
  by: By,
): Result<undefined> {
  if (!closesTime(status) || end <= now) return refuse({ code: 'booking_closed' });
  const latest = addMinutes(start, -cancelByMinutes);
  if (by === 'patron' && now > latest) return refuse({ code: 'too_late_to_cancel', latest });
  return ok();
}

/** Promised, or waiting for a mediator: what waits for a mail, for Outlook or for staff is not changed meanwhile. */
const SETTLED: readonly BookingStatus[] = ['confirmed', 'mediation'];

/**
 * May time or space of this booking be changed? Own reading (libcal-domain §2): the deadline for cancelling is the one for
 * changing too, since either gives time back late; after it, and once it has begun, patrons ask staff. A booking that is
 * not settled yet is changed once it is.
 */
export function decideChange(facts: CancelFacts, now: Date, by: By): Result<undefined> {
  const { status, start, end, cancelByMinutes } = facts;
  if (!closesTime(status) || end <= now) return refuse({ code: 'booking_closed' });
  if (!SETTLED.includes(status)) return refuse({ code: 'not_settled_yet' });
  const latest = addMinutes(start, -cancelByMinutes);
  return by === 'patron' && now > latest ? refuse({ code: 'too_late_to_change', latest }) : ok();
}

/**
 * Must a mediator decide (again) on a change that its patron makes? Own reading (libcal-domain §2.7): a yes was for this
 * space and this time, so it goes on for less of the same time, and for nothing else.
 */
export const needsApproval = (
  { was, to, sameSpace }: { was: Interval; to: Interval; sameSpace: boolean },
  mediated: boolean,
): boolean => mediated && !(sameSpace && contains(was, to));
