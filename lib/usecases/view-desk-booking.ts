import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { suits } from '@/lib/booking/appointment';
import { calendarState } from '@/lib/booking/calendar-state';
import { decideChange } from '@/lib/booking/decide-change';
import type { CalendarState } from '@/lib/booking/types';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { type BookingNotice, lastNotice } from '@/lib/db/booking-notices';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { checkInById } from '@/lib/db/check-ins';
import { db } from '@/lib/db/client';
import { resourceById, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { sameInterval } from '@/lib/time/interval';
import { allowedAt } from './allowed-at';
import { cancelFactsOf } from './cancel-facts';
import { asCheckInView, type CheckInView, checkInFor } from './check-in-view';

const viewDeskBookingInput = z.object({ publicId: z.string().min(1).max(32).toLowerCase() });

export type DeskBookingView = {
  booking: BookingRecord;
  calendar: CalendarState;
  /** Null: it does not stand. */
  checkIn: CheckInView | null;
  /** Where it was before staff moved it last. */
  before: BookingNotice | null;
  /** Where it may go: the spaces of its location, its own included; none where it has several or is a person. */
  spaces: { id: number; name: string }[];
  /** Of an appointment: where it may take place, as it is first; empty: nothing to choose. */
  places: { id: number; name: string }[];
  /** Why it cannot be moved; null: it can. */
  problem: Refusal | null;
};

/** One booking as the desk sees it, with all that staff do about it. */
export async function viewDeskBooking(actor: Actor, raw: unknown, now: Date): Promise<Result<DeskBookingView>> {
  const input = parse(viewDeskBookingInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  const booking = await bookingByPublicId(db(), input.value.publicId);
  const [item, ...more] = booking?.items ?? [];
  if (!booking || !item) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'view_desk', [['booking', booking.id]]);
  if (!allowed.ok) return allowed;
  const calendars = await calendarsOf(db(), [booking.id]);
  const record = await checkInById(db(), booking.id);
  const isOneSpace = more.length === 0 && item.kind === 'space';
  const there = isOneSpace
    ? await resources(db(), { kind: 'space', locationId: item.locationId, activeOnly: true })
    : [];
  return ok({
    booking,
    calendar: calendarState(booking.status, calendars(booking.id)),
    checkIn: record ? checkInFor(actor, asCheckInView(record, now)) : null,
    before: await lastNotice(db(), booking.id),
    spaces: there.filter(({ isContainer }) => !isContainer).map(({ id, name }) => ({ id, name })),
    places: await placesOf(booking),
    problem: problemOf(booking, now),
  });
}

async function placesOf({ appointment }: BookingRecord): Promise<DeskBookingView['places']> {
  const person = appointment && (await resourceById(db(), appointment.resourceId));
  if (!person) return [];
  const { kinds, places } = (await appointmentWorld(db(), [person]))(person);
  const kind = kinds.find(({ id }) => id === appointment.kindId);
  const fitting = places.filter((place) => !kind || suits(kind, place));
  const own = (id: number | null) => Number(id === appointment.placeId);
  return fitting.sort((a, b) => own(b.id) - own(a.id)).flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
}

function problemOf(booking: BookingRecord, now: Date): Refusal | null {
  const [first] = booking.items;
  if (booking.items.some((one) => first && !sameInterval(one, first))) return { code: 'several_times' };
  const decision = decideChange(cancelFactsOf(booking), now, 'staff');
  return decision.ok ? null : decision.refusal;
}
