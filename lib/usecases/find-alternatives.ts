import type { Actor } from '@/lib/auth/can';
import { decideBooking } from '@/lib/booking/decide-booking';
import { offers } from '@/lib/booking/slots';
import type { BookingFacts } from '@/lib/booking/types';
import type { BookedAppointment } from '@/lib/db/booked-appointment';
import { bookingFacts, type ResourceFacts } from '@/lib/db/booking-facts';
import type { BookingItemRecord } from '@/lib/db/booking-rows';
import { bookingById } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { resourceById, resources } from '@/lib/db/resources';
import { addMinutes, type Interval, minutesBetween, overlaps } from '@/lib/time/interval';
import { addDays, localDateOf, localDay } from '@/lib/time/zone';
import { type Alternative, appointmentsInstead } from './appointments-instead';
import { patronFor } from './view-space-day';

export type { Alternative } from './appointments-instead';

/**
 * Up to two nearest times of the same space, and up to three others of its category that are free at that time; of an
 * appointment as `appointmentsInstead` has it.
 */
export async function alternativesTo(
  actor: Actor,
  items: readonly Pick<BookingItemRecord, 'resourceId' | 'start' | 'end'>[],
  now: Date,
  appointment: Pick<BookedAppointment, 'kindId' | 'kindName' | 'groupId' | 'placeId'> | null = null,
): Promise<Alternative[]> {
  const [item] = items;
  const wanted = item && (await resourceById(db(), item.resourceId));
  if (!wanted) return [];
  if (wanted.kind === 'person') {
    const { kindId = null, kindName = '', groupId = null, placeId = null } = appointment ?? {};
    return appointmentsInstead(actor, { ...item, kind: { id: kindId, name: kindName }, groupId, placeId }, now);
  }
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

/** The same for a mail, each with the path it is booked by; `before`: near the time that the booking was moved from. */
export async function alternativesForMail(bookingId: number, now: Date, before: Interval | null) {
  const booking = await bookingById(db(), bookingId);
  const items = booking?.items.map((item) => ({ ...item, ...(before && { start: before.start, end: before.end }) }));
  const found = items ? await alternativesTo({ kind: 'guest' }, items, now, booking?.appointment) : [];
  return found.map(({ name, start, end, ...one }) => ({ name, start, end, path: bookPath({ ...one, start, end }) }));
}

/** Where a start and an end are booked. */
export function bookPath({
  resourceId,
  slug,
  start,
  end,
  kindId,
  placeId,
}: Omit<Alternative, 'name' | 'sameResource'>): string {
  const when = `start=${start.toISOString()}&end=${end.toISOString()}`;
  const what = `${kindId == null ? '' : `&kindId=${kindId}`}${placeId == null ? '' : `&placeId=${placeId}`}`;
  return slug ? `/appointments/${slug}?${when}${what}#book` : `/spaces/${resourceId}?${when}#book`;
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
