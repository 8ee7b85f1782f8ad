import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { suits } from '@/lib/booking/appointment';
import type { Kind, Place } from '@/lib/booking/appointment-types';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { decideChange } from '@/lib/booking/decide-change';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { wishOfBooking } from '@/lib/db/appointments';
import type { BookedAppointment } from '@/lib/db/booked-appointment';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { hurryReading } from '@/lib/db/links';
import { type ResourceRecord, resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { addDays, datesBetween, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { appointmentMoveOffers, type PlacedOffer } from './appointment-move-offers';
import { kindsAskingMore } from './asking-more';
import { bookingRight } from './booking-right';
import { cancelFactsOf } from './cancel-facts';
import { wantedChange } from './change-wish';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);

const viewAppointmentChangeInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
  kindId: wantedChange.kindId,
  /** Left out: wherever. */
  placeId: wantedChange.placeId,
  from: z.preprocess(missingIfEmpty, z.string().refine(isLocalDate, 'not_date').optional()),
});

export type AppointmentChangeView = {
  booking: BookingRecord;
  appointment: BookedAppointment;
  person: ResourceRecord;
  /** Why time, kind and place cannot be changed; the words still can. Null: they can. */
  problem: Refusal | null;
  /** Until when they can. */
  until: Date;
  isRequest: boolean;
  isMediated: boolean;
  /** What it may become without being asked anything new, as it is first; and the one that times are shown of. */
  kinds: Kind[];
  kind: Kind;
  /** Where that takes place; `placeId` null: times of all of them are shown. */
  places: Place[];
  placeId: number | null;
  today: LocalDate;
  from: LocalDate;
  /** Two weeks, days without a free time included. */
  days: { date: LocalDate; offers: PlacedOffer[] }[];
  earlierFrom: LocalDate | null;
  laterFrom: LocalDate | null;
};

const SHOWN_DAYS = 14;

/**
 * Where its patron may take an appointment: other times of the same person, of this kind or another, here or elsewhere, by the
 * rules that decide when it is sent. Null: it is a booking of spaces (`viewChange`).
 */
export async function viewAppointmentChange(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<AppointmentChangeView | null>> {
  const input = parse(viewAppointmentChangeInput, raw);
  if (!input.ok) return input;
  const { publicId, key, kindId, placeId, from: asked } = input.value;
  const booking = await bookingByPublicId(db(), publicId);
  if (!booking) return refuse({ code: 'not_found' });
  if (!bookingRight(actor, booking, key)) return refuse({ code: 'not_allowed' });
  const { appointment } = booking;
  const person = appointment && (await resourceById(db(), appointment.resourceId));
  const wish = person && (await wishOfBooking(db(), booking.id, person));
  const [item] = booking.items;
  if (!appointment || !person || !wish || !item) return ok(null);

  await hurryReading(db(), [person.id], now);
  const kinds = await kindsFor(booking, person, wish.kind);
  const kind = kinds.find(({ id }) => id === (kindId ?? wish.kind.id));
  const places = (await placesOf(person, appointment)).filter((place) => kind && suits(kind, place));
  if (!kind || (placeId !== undefined && !places.some(({ id }) => id === placeId)))
    return refuse({ code: 'not_offered' });
  const { timeZone, policy } = person;
  const today = localDateOf(now, timeZone);
  const lastDate = lastOpenDate({ ...policy, windowDays: kind.windowDays }, now, timeZone);
  const first = asked ?? localDateOf(item.start, timeZone);
  const from = first < today ? today : first > lastDate ? lastDate : first;
  const to = addDays(from, SHOWN_DAYS - 1);
  const frame = { start: localDay(from, timeZone).start, end: localDay(to, timeZone).end };
  const problem = problemOf(booking, now);
  const there = places.filter(({ id }) => placeId === undefined || id === placeId);
  const offers = problem ? [] : await appointmentMoveOffers(booking, { kind, places: there, frame }, now);
  const [earlier, later] = [addDays(from, -SHOWN_DAYS), addDays(from, SHOWN_DAYS)];
  return ok({
    ...{ booking, appointment, person, problem, kinds, kind, places, today, from },
    until: addMinutes(item.start, -cancelFactsOf(booking).cancelByMinutes),
    isRequest: booking.status === 'mediation',
    isMediated: policy.mediation,
    placeId: placeId ?? null,
    days: datesBetween(from, to).map((date) => ({
      date,
      offers: offers.filter(({ start }) => localDateOf(start, timeZone) === date),
    })),
    earlierFrom: from > today ? (earlier < today ? today : earlier) : null,
    laterFrom: later <= lastDate ? later : null,
  });
}

/** As it is, though that may be offered no more; and others of the person that ask nothing that was not answered. */
async function kindsFor({ answers }: BookingRecord, person: ResourceRecord, own: Kind): Promise<Kind[]> {
  const { kinds } = (await appointmentWorld(db(), [person]))(person);
  const others = kinds.filter((kind) => kind.id !== null && kind.id !== own.id);
  const asking = await kindsAskingMore(
    db(),
    answers,
    others.flatMap((kind) => kind.id ?? []),
  );
  return [own, ...others.filter((kind) => kind.id !== null && !asking.has(kind.id))];
}

/** Its own first, unless that is gone: then it has to be another. */
async function placesOf(person: ResourceRecord, { placeId }: BookedAppointment): Promise<Place[]> {
  const { places } = (await appointmentWorld(db(), [person]))(person);
  const own = places.filter(({ id }) => id === placeId);
  return [...own, ...places.filter(({ id }) => id !== placeId)];
}

function problemOf(booking: BookingRecord, now: Date): Refusal | null {
  const decision = decideChange(cancelFactsOf(booking), now, 'patron');
  return decision.ok ? null : decision.refusal;
}
