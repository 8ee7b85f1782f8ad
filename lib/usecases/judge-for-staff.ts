import { narrowed } from '@/lib/booking/appointment';
import { decideForStaff, OVER_MEETING } from '@/lib/booking/decide-for-staff';
import type { BeyondCode, BookingFacts, OwnBooking } from '@/lib/booking/types';
import { bookingFacts } from '@/lib/db/booking-facts';
import type { Tx } from '@/lib/db/client';
import type { Patron } from '@/lib/db/patron-bookings';
import { type Family, type ResourceRecord, resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { minutesIn } from '@/lib/time/interval';
import type { WantedTime } from './judge-items';

/** What is read before a booking is judged grows with its length: two weeks, as for every booking by staff. */
export const MOST_STAFF_MINUTES = 14 * 1440;

export type StaffItem = WantedTime & { resource: ResourceRecord; facts: BookingFacts; family: Family };

/** All items of a booking by staff, and what it goes beyond: `isOver` a meeting in Outlook too. */
export type JudgedForStaff = { items: StaffItem[]; beyond: BeyondCode[]; isOver: boolean };

type Wish = {
  items: readonly WantedTime[];
  /** Null: time that is blocked. */
  patron: Patron | null;
  anyway: string | null;
};

/**
 * May staff book all of it? By the rule for staff (`decideForStaff`): beyond patron rules, which are named; never over
 * another booking. Of an appointment in a room the room is asked too, and a refusal says that it is the room's: of a meeting in
 * its calendar too (`isOverMeeting`).
 */
export async function judgeForStaff(
  tx: Tx,
  { items, patron, anyway }: Wish,
  now: Date,
): Promise<Result<JudgedForStaff>> {
  const found = await resources(tx, { ids: items.map(({ resourceId }) => resourceId) });
  const judged: StaffItem[] = [];
  const beyond = new Set<BeyondCode>();
  for (const item of items) {
    const resource = found.find(({ id }) => id === item.resourceId);
    if (resource?.kind !== (item.as && item.as !== 'room' ? 'person' : 'space')) return refuse({ code: 'not_found' });
    if (minutesIn(item) > MOST_STAFF_MINUTES) return refuse({ code: 'too_long', maxMinutes: MOST_STAFF_MINUTES });
    const [known] = await bookingFacts(tx, [resource], item, patron, now);
    if (!known) return refuse({ code: 'not_found' });
    const { facts: read } = narrowed({ facts: known.facts, as: item.as });
    const facts = patron ? read : withoutPads(read);
    const own = item.as === 'room' ? [] : [...facts.own, ...judged.map(asOwn)];
    const decision = decideForStaff(item, { ...facts, own }, now, anyway !== null);
    if (!decision.ok && item.as === 'room')
      return refuse({ code: 'of_space', name: resource.name, problem: decision.refusal });
    if (!decision.ok) return decision;
    for (const code of decision.value.beyond) beyond.add(code);
    judged.push({ ...item, resource, facts, family: known.family });
  }
  return ok({ items: judged, beyond: [...beyond], isOver: beyond.has(OVER_MEETING) });
}

const asOwn = ({ start, end, facts: { categoryId, locationId } }: StaffItem): OwnBooking => ({
  ...{ start, end, categoryId, locationId, holds: true, together: true },
});

/** Closed time needs no setting up. */
export const withoutPads = (facts: BookingFacts): BookingFacts => ({
  ...facts,
  policy: { ...facts.policy, setupMinutes: 0, cleanupMinutes: 0 },
});
