import type { Kind, Place } from '@/lib/booking/appointment-types';
import { moveOffers } from '@/lib/booking/move-offers';
import type { Offer } from '@/lib/booking/types';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { db } from '@/lib/db/client';
import { moveFacts } from '@/lib/db/move-facts';
import { addMinutes, type Interval } from '@/lib/time/interval';

/** A start, and everywhere it is offered, with the lengths there. */
export type PlacedOffer = { start: Date; at: (Omit<Offer, 'start'> & { place: Place })[] };

type Asked = { kind: Kind; places: readonly Place[]; frame: Interval };

/**
 * Every start inside `frame` that an appointment may be changed to, of one kind, at these places of the same person: what is
 * offered here and what `changeBooking` accepts pass through the same rule (`decideMove`). Of its own time the rest is free.
 */
export async function appointmentMoveOffers(
  booking: BookingRecord,
  { kind, places, frame }: Asked,
  now: Date,
): Promise<PlacedOffer[]> {
  const found = new Map<number, PlacedOffer>();
  const to = { start: frame.start, end: addMinutes(frame.end, kind.maxMinutes) };
  for (const place of places) {
    const items = await moveFacts(db(), booking, { to, meeting: changeTo(booking, kind, place) }, now);
    for (const { start, ...lengths } of moveOffers(items ?? [], frame, now)) {
      const known = found.get(start.getTime()) ?? { start, at: [] };
      known.at.push({ place, ...lengths });
      found.set(start.getTime(), known);
    }
  }
  return [...found.values()].sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** Only what is another: a kind or place that is gone may stay what it is. */
function changeTo({ appointment }: BookingRecord, kind: Kind, place: Place) {
  const isOtherKind = kind.id !== null && kind.id !== appointment?.kindId;
  const isOtherPlace = place.id !== null && place.id !== appointment?.placeId;
  return { ...(isOtherKind && { kindId: kind.id ?? 0 }), ...(isOtherPlace && { placeId: place.id ?? 0 }) };
}
