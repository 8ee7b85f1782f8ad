import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import { decideBooking } from '@/lib/booking/decide-booking';
import { decideCancel } from '@/lib/booking/decide-change';
import { offers } from '@/lib/booking/slots';
import type { BookingCause, BookingFacts, BookingStatus, CalendarState } from '@/lib/booking/types';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { bookingFacts, type ResourceFacts } from '@/lib/db/booking-facts';
import { type BookingItemRecord, type BookingRecord, bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { resourceById, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval, minutesBetween, overlaps } from '@/lib/time/interval';
import { addDays, localDateOf, localDay } from '@/lib/time/zone';
import { bookingRight } from './booking-right';
import { cancelFactsOf } from './cancel-facts';
import { patronFor } from './view-space-day';

export const viewBookingInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
});

export type Alternative = Interval & { resourceId: number; name: string; slug: string | null; sameResource: boolean };

export type BookingView = {
  publicId: string;
  status: BookingStatus;
  statusReason: string | null;
  cause: BookingCause;
  calendar: CalendarState;
  createdAt: Date;
  /** Directions are for those who may see details. */
  items: BookingItemRecord[];
  /** Null: neither key, nor owner, nor staff; then space, time and state are all there is. */
  details: { name: string; email: string; note: string; cancel: { until: Date; problem: Refusal | null } } | null;
  /** When Outlook took the time: what is free near it. */
  alternatives: Alternative[];
};

/** A booking by its public id, as much of it as the asker may see. */
export async function viewBooking(actor: Actor, raw: unknown, now: Date): Promise<Result<BookingView>> {
  const input = parse(viewBookingInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const booking = await bookingByPublicId(db(), input.value.publicId);
  if (!booking) return refuse({ code: 'not_found' });

  const right = bookingRight(actor, booking, input.value.key);
  const calendars = await calendarsOf(db(), [booking.id]);
  const { publicId, status, statusReason, cause, items, createdAt, patronName, patronEmail, note } = booking;
  const facts = cancelFactsOf(booking);
  const decision = right && decideCancel(facts, now, right);
  return ok({
    ...{ publicId, status, statusReason, cause, createdAt },
    calendar: calendarState(booking.status, calendars(booking.id)),
    items: right ? items : items.map((item) => ({ ...item, directions: '' })),
    details: decision && {
      ...{ name: patronName, email: patronEmail, note },
      cancel: {
        until: right === 'staff' ? facts.end : addMinutes(facts.start, -facts.cancelByMinutes),
        problem: decision.ok ? null : decision.refusal,
      },
    },
    alternatives: wasTaken(booking) ? await alternativesTo(actor, booking, now) : [],
  });
}

/** What the page asks again and again while the calendar is being written. */
export async function viewBookingState(
  raw: unknown,
): Promise<Result<{ status: BookingStatus; statusReason: string | null; calendar: CalendarState }>> {
  const input = parse(viewBookingInput, raw);
  if (!input.ok) return input;
  const booking = await bookingByPublicId(db(), input.value.publicId);
  if (!booking) return refuse({ code: 'not_found' });
  const calendars = await calendarsOf(db(), [booking.id]);
  const { status, statusReason } = booking;
  return ok({ status, statusReason, calendar: calendarState(booking.status, calendars(booking.id)) });
}

const wasTaken = ({ status, statusReason }: BookingRecord) =>
  (status === 'cancelled' || status === 'denied') && statusReason === 'taken_in_outlook';

/** Up to two nearest times of the same resource, and up to three others of its category that are free at that time. */
async function alternativesTo(actor: Actor, { items }: BookingRecord, now: Date): Promise<Alternative[]> {
  const [item] = items;
  const wanted = item && (await resourceById(db(), item.resourceId));
  if (!wanted) return [];
  const { timeZone, categoryId, kind } = wanted;
  const date = localDateOf(item.start, timeZone);
  const range = { start: localDay(date, timeZone).start, end: localDay(addDays(date, 1), timeZone).end };
  const alike = await resources(db(), { kind, categoryId, activeOnly: true });
  const known = await bookingFacts(db(), alike, range, patronFor(actor), now);
  const asAlternative = ({ resource }: ResourceFacts, { start, end }: Interval): Alternative => ({
    ...{ start, end, resourceId: resource.id, name: resource.name, slug: resource.slug },
    sameResource: resource.id === item.resourceId,
  });
  return known
    .flatMap((one) => {
      if (one.resource.id === item.resourceId)
        return nearest(one.facts, item, range, now).map((when) => asAlternative(one, when));
      return decideBooking(item, one.facts, now).ok ? [asAlternative(one, item)] : [];
    })
    .sort((a, b) => Number(b.sameResource) - Number(a.sameResource))
    .slice(0, 5);
}

function nearest(facts: BookingFacts, { start: asked, end }: Interval, range: Interval, now: Date): Interval[] {
  const minutes = minutesBetween(asked, end);
  const distance = ({ start }: Interval) => Math.abs(minutesBetween(asked, start));
  return (
    offers(facts, range, now)
      .filter(({ maxMinutes }) => maxMinutes >= minutes)
      .map(({ start }) => ({ start, end: addMinutes(start, minutes) }))
      // The refusal may be here before the meeting that caused it was read.
      .filter((when) => !overlaps(when, { start: asked, end }))
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, 2)
  );
}
