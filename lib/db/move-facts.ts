import type { AskedAs } from '@/lib/booking/appointment-types';
import type { BookingFacts, WantedItem } from '@/lib/booking/types';
import { type MeetingChange, wishOfBooking } from '@/lib/db/appointments';
import { bookingFacts } from '@/lib/db/booking-facts';
import type { BookingRecord } from '@/lib/db/booking-rows';
import type { Tx } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { type Interval, sameInterval } from '@/lib/time/interval';

/** `was`: when it stands now. `as`: of an appointment, how its facts are read (`narrowed`). */
export type MovedItem = WantedItem & { was: Interval; wanted: Interval; facts: BookingFacts; as?: AskedAs };

/**
 * The resources that items go to: another time, another space in place of `from`, or both. `meeting`: an appointment becomes
 * one of another kind or at another place, and is in the room of that place, if it has one.
 */
export type Move = { to: Interval; space?: { from: number; to: number }; meeting?: MeetingChange };

/**
 * What a move is judged and written by, the booking itself left out. All items move together, so they must have one time
 * in common; null: they have not, or a resource is gone, and a person has to take it apart; or a kind or place is not on
 * offer. An appointment stays what it is for and where, unless the move says otherwise.
 */
export async function moveFacts(
  tx: Tx,
  booking: BookingRecord,
  { to, space, meeting }: Move,
  now: Date,
): Promise<MovedItem[] | null> {
  const [first] = booking.items;
  if (!first || booking.items.some((item) => !sameInterval(item, first))) return null;
  const met = booking.items.find(({ kind }) => kind === 'person');
  const [person] = met ? await resources(tx, { ids: [met.resourceId] }) : [];
  const wish = person ? await wishOfBooking(tx, booking.id, person, meeting) : null;
  if (meeting && !wish) return null;
  const goesElsewhere = meeting?.placeId !== undefined && meeting.placeId !== booking.appointment?.placeId;
  const ids =
    goesElsewhere && person
      ? [person.id, ...(wish?.place.spaceId == null ? [] : [wish.place.spaceId])]
      : booking.items.map(({ resourceId }) => (resourceId === space?.from ? space.to : resourceId));
  const found = await resources(tx, { ids });
  if (new Set(ids).size !== ids.length || found.length !== ids.length) return null;
  const patron = { personId: booking.personId, email: booking.patronEmail };
  const known = await bookingFacts(tx, found, to, patron, now, booking.id);
  return known.map(({ resource, facts, family }) => {
    const as = wish ? (resource.kind === 'person' ? wish : ('room' as const)) : undefined;
    const { setupMinutes, cleanupMinutes } = as && as !== 'room' ? as.kind : resource.policy;
    const asked = { resourceId: resource.id, partIds: family.partIds, setupMinutes, cleanupMinutes, ...to };
    return { ...asked, was: { start: first.start, end: first.end }, wanted: to, facts, ...(as && { as }) };
  });
}
