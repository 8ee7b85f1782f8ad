import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';
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
