import { type Actor, can } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import { closesTime } from '@/lib/booking/closes-time';
import type { CalendarState } from '@/lib/booking/types';
import { calendarsOf } from '@/lib/db/booking-calendar';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { db } from '@/lib/db/client';
import { bookingsOfPatron } from '@/lib/db/patron-bookings';
import { ok, type Result, refuse } from '@/lib/result';

export type MyBooking = BookingRecord & { calendar: CalendarState };

export type MyBookings = {
  /** Standing and not over yet, next first. */
  upcoming: MyBooking[];
  /** Over, or cancelled, latest first. */
  past: MyBooking[];
};

const SHOWN = 100;

/** The signed-in person's own bookings, those made with their address as a guest included. */
export async function viewMyBookings(actor: Actor, now: Date): Promise<Result<MyBookings>> {
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  if (!can(actor, 'view_own_bookings')) return refuse({ code: 'not_allowed' });
  const bookings = await bookingsOfPatron(db(), { personId: actor.id, email: actor.email }, SHOWN);
  const calendars = await calendarsOf(
    db(),
    bookings.map(({ id }) => id),
  );
  const known = bookings.map((booking) => ({
    ...booking,
    calendar: calendarState(booking.status, calendars(booking.id)),
  }));
  const isUpcoming = ({ status, items }: MyBooking) => closesTime(status) && items.some(({ end }) => end > now);
  return ok({ upcoming: known.filter(isUpcoming).reverse(), past: known.filter((booking) => !isUpcoming(booking)) });
}
