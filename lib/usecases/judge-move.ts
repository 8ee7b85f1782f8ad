import { narrowed, suits } from '@/lib/booking/appointment';
import type { AppointmentWish } from '@/lib/booking/appointment-types';
import { decideMove } from '@/lib/booking/decide-move';
import type { BeyondCode } from '@/lib/booking/types';
import type { BookingRecord } from '@/lib/db/booking-rows';
import type { Tx } from '@/lib/db/client';
import { type Move, type MovedItem, moveFacts } from '@/lib/db/move-facts';
import { resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { contains, minutesIn, overlaps, sameInterval } from '@/lib/time/interval';
import { MOST_STAFF_MINUTES } from './judge-for-staff';

/**
 * Where to, and whose rules count. `anyway`: staff say that it may lie over a meeting in Outlook. `namesMeetings`: whoever
 * keeps to the rules is told of such a meeting by name too.
 */
export type MoveWish = Move & { by: 'own' | 'rules' | 'staff'; anyway?: boolean; namesMeetings?: boolean };

/**
 * `mediated`: mediators decide on bookings of a space it goes to. `sameSpace`: it is of the same resources as before. `wish`:
 * of an appointment what it is for and where then.
 */
export type JudgedMove = {
  items: MovedItem[];
  beyond: BeyondCode[];
  mediated: boolean;
  sameSpace: boolean;
  wish: AppointmentWish | null;
};

/**
 * Rules and free time for another time or space of a booking, the booking itself left out: it does not stand in its own
 * way and does not count twice. A space is changed for another of the same location only, since a booking is of one
 * location (libcal-domain §1.2). Staff meet no meeting in Outlook unseen: they have to say that it may lie there all the
 * same, and then it is noted.
 */
export async function judgeMove(
  tx: Tx,
  booking: BookingRecord,
  { by, anyway = false, namesMeetings = by === 'staff', ...move }: MoveWish,
  now: Date,
): Promise<Result<JudgedMove>> {
  const [first] = booking.items;
  if (!first || booking.items.some((item) => !sameInterval(item, first))) return refuse({ code: 'several_times' });
  const staysThere = !move.space || move.space.from === move.space.to;
  if (staysThere && !move.meeting && sameInterval(first, move.to)) return refuse({ code: 'nothing_changed' });
  if (minutesIn(move.to) > MOST_STAFF_MINUTES) return refuse({ code: 'too_long', maxMinutes: MOST_STAFF_MINUTES });
  const places = await resources(tx, { ids: move.space ? [move.space.from, move.space.to] : [] });
  if (places.some((place) => place.kind !== 'space' || place.locationId !== first.locationId))
    return refuse({ code: 'invalid', fields: { spaceId: 'other_location' } });
  const items = (await moveFacts(tx, booking, move, now))?.map(narrowed);
  if (!items) return refuse({ code: move.meeting ? 'not_offered' : 'not_found' });
  const wish = wishAmong(items);
  if (wish && move.meeting && !suits(wish.kind, wish.place)) return refuse({ code: 'not_offered' });
  const sameSpace =
    items.length === booking.items.length &&
    booking.items.every(({ resourceId }) => items.some((item) => item.resourceId === resourceId));

  const overOutlook = namesMeetings && items.some(meetsOutlook);
  const decision = decideMove(overOutlook ? items.map(withoutOutlook) : items, now, by);
  if (!decision.ok) return decision;
  if (overOutlook && !anyway) return refuse({ code: 'meeting_in_the_way' });
  const beyond: BeyondCode[] = [...decision.value, ...(overOutlook ? (['meeting_in_the_way'] as const) : [])];
  return ok({ items, beyond, mediated: items.some(({ facts }) => facts.policy.mediation), sameSpace, wish });
}

/** What is its own time already needs no look at Outlook. */
export const staysWithin = (booking: BookingRecord, { to, space, meeting }: Move): boolean =>
  !meeting && (!space || space.from === space.to) && booking.items.every((item) => contains(item, to));

type Judged = Pick<MovedItem, 'wanted' | 'facts'>;

/** A meeting that meets only the time before or after is no conflict (sync-design §2). */
const meetsOutlook = ({ wanted, facts }: Judged) =>
  facts.closed.some((one) => one.kind === 'outlook' && overlaps(one, wanted));

const withoutOutlook = (item: MovedItem): MovedItem => ({
  ...item,
  facts: { ...item.facts, closed: item.facts.closed.filter(({ kind }) => kind !== 'outlook') },
});

function wishAmong(items: readonly MovedItem[]): AppointmentWish | null {
  const [wish] = items.flatMap(({ as }) => (as && as !== 'room' ? [as] : []));
  return wish ?? null;
}
