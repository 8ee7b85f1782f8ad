import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import type { CalendarState } from '@/lib/booking/types';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { confirmCasesOf } from '@/lib/db/cases';
import { checkInsOf } from '@/lib/db/check-ins';
import { db } from '@/lib/db/client';
import { type DayBooking, standingBookings } from '@/lib/db/day-bookings';
import { locations } from '@/lib/db/library';
import { resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { localDayOf } from '@/lib/time/zone';
import { keeperOf } from './case-facts';
import { asCheckInView, type CheckInView, checkInFor } from './check-in-view';

/** `caseId`: where it is confirmed or refused, for those who may. */
export type DeskBooking = DayBooking & { calendar: CalendarState; caseId: number | null; checkIn: CheckInView | null };

export type DeskToday = {
  /** The person's own appointments of today; null: no appointment page. */
  appointments: DeskBooking[] | null;
  timeZone: string;
  /** Everything else that stands today, by location. */
  locations: { id: number; name: string; timeZone: string; bookings: DeskBooking[] }[];
};

/** Today is each location's own: a library may stand in two zones. */
export async function viewDeskToday(actor: Actor, now: Date): Promise<Result<DeskToday>> {
  if (actor.kind !== 'person' || !canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  const places = within(actor, await locations(db()), ({ id }) => id);
  const own = (await resources(db(), { kind: 'person' })).find(({ personId }) => personId === actor.id);
  const days = places.map((place) => ({ ...place, day: localDayOf(now, place.timeZone) }));
  const start = new Date(Math.min(...days.map(({ day }) => day.start.getTime()), now.getTime()));
  const end = new Date(Math.max(...days.map(({ day }) => day.end.getTime()), now.getTime() + 1));
  const standing = await standingBookings(db(), { start, end });
  const bookingIds = standing.map(({ bookingId }) => bookingId);
  const calendars = await calendarsOf(db(), bookingIds);
  const doors = await checkInsOf(db(), bookingIds);
  const doorOf = (bookingId: number) => {
    const record = doors.get(bookingId);
    return record ? checkInFor(actor, asCheckInView(record, now)) : null;
  };
  const keeper = keeperOf(actor);
  const cases = keeper && (await confirmCasesOf(db(), bookingIds, keeper));
  const known = standing.map(
    (booking): DeskBooking => ({
      ...booking,
      calendar: calendarState(booking.status, calendars(booking.bookingId)),
      caseId: cases?.get(booking.bookingId) ?? null,
      checkIn: doorOf(booking.bookingId),
    }),
  );
  const today = days.map(({ id, name, timeZone, day }) => ({
    ...{ id, name, timeZone },
    bookings: known.filter((one) => one.locationId === id && one.start < day.end && one.end > day.start),
  }));
  const all = today.flatMap(({ bookings }) => bookings);
  return ok({
    appointments: own ? all.filter(({ resourceId }) => resourceId === own.id) : null,
    timeZone: own?.timeZone ?? places[0]?.timeZone ?? 'UTC',
    locations: today.map((place) => ({
      ...place,
      // The room of an own appointment is told with it.
      bookings: place.bookings.filter(
        (one) => one.resourceId !== own?.id && !(own && one.appointment?.personId === own.id),
      ),
    })),
  });
}
