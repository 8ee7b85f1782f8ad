import { type Actor, can } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import { closesTime } from '@/lib/booking/closes-time';
import { decideCancel } from '@/lib/booking/decide-change';
import type { BookingCause, BookingStatus, CalendarState } from '@/lib/booking/types';
import { bookingKey } from '@/lib/booking-link';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { bookingsOfVisit } from '@/lib/db/visits';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { bookingRight } from './booking-right';
import { cancelFactsOf } from './cancel-facts';
import { viewBookingInput } from './view-booking';

export type VisitBooking = Interval & {
  publicId: string;
  /** The key of its own link, for whoever came here by the link of another. */
  key: string | null;
  name: string;
  timeZone: string;
  status: BookingStatus;
  statusReason: string | null;
  cause: BookingCause;
  calendar: CalendarState;
  stands: boolean;
};

export type VisitView = {
  /** In the order in which they were chosen, the one that was asked for included. */
  bookings: VisitBooking[];
  /** How many may still be cancelled. */
  cancellable: number;
};

/** What was booked in one go with a booking; null: it was made alone, or is none of the asker's business. */
export async function viewVisit(actor: Actor, raw: unknown, now: Date): Promise<Result<VisitView | null>> {
  const input = parse(viewBookingInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { publicId, key } = input.value;
  const booking = await bookingByPublicId(db(), publicId);
  const right = booking && bookingRight(actor, booking, key);
  if (!booking?.visitId || !right) return ok(null);
  const all = await bookingsOfVisit(db(), booking.visitId);
  const calendars = await calendarsOf(
    db(),
    all.map(({ id }) => id),
  );
  const bookings = all.flatMap((one): VisitBooking[] => {
    const { status, statusReason, cause, items } = one;
    const [item] = items;
    if (!item) return [];
    const { start, end, name, timeZone } = item;
    return [
      {
        ...{ publicId: one.publicId, key: key ? bookingKey(one.publicId) : null, name, start, end, timeZone },
        ...{ status, statusReason, cause, calendar: calendarState(status, calendars(one.id)) },
        stands: closesTime(status),
      },
    ];
  });
  const cancellable = all.filter((one) => decideCancel(cancelFactsOf(one), now, right).ok).length;
  return ok({ bookings, cancellable });
}
