import type { Actor } from '@/lib/auth/can';
import { narrowed } from '@/lib/booking/appointment';
import type { AskedAs } from '@/lib/booking/appointment-types';
import { decideBooking } from '@/lib/booking/decide-booking';
import type { BeyondCode, BookingFacts, By, OwnBooking, WantedItem } from '@/lib/booking/types';
import { bookingFacts } from '@/lib/db/booking-facts';
import type { Tx } from '@/lib/db/client';
import type { Patron } from '@/lib/db/patron-bookings';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { type Interval, minutesIn } from '@/lib/time/interval';
import { maySee } from './shown-to';

/** Longer bookings are refused before anything is read, which grows with the length. */
const MOST_MINUTES = { patron: 1440, staff: 14 * 1440 } as const satisfies Record<By, number>;

/** One item that may be booked, with all that closes with it and the patron rules that staff go beyond. */
export type Judged = WantedItem & { wholeIds: number[]; facts: BookingFacts; beyond: BeyondCode[] };

/**
 * One resource and its time. `as`: of an appointment, how its facts are read. Whether a patron may see the room that a person
 * meets them in is not asked.
 */
export type WantedTime = Interval & { resourceId: number; as?: AskedAs };

/** What is to be booked, where, and by whose rules; `patron` null: a guest who has not said who they are. */
export type Wish = {
  kind: 'space' | 'person';
  items: readonly WantedTime[];
  patron: Patron | null;
  by: By;
};

/**
 * May all of it be booked? The first refusal, which of several says whose it is, or every item as the rule has it. Under the
 * locks of whoever writes.
 */
export async function judgeItems(
  tx: Tx,
  actor: Actor,
  { kind, items, patron, by }: Wish,
  now: Date,
): Promise<Result<{ found: ResourceRecord[]; wanted: Judged[] }>> {
  const found = await resources(tx, { ids: items.map(({ resourceId }) => resourceId) });
  const wanted: Judged[] = [];
  for (const item of items) {
    const resource = found.find((one) => one.id === item.resourceId);
    const { start, end, resourceId, as } = item;
    const isRoom = as === 'room';
    const mayBook =
      resource &&
      (isRoom
        ? resource.kind === 'space'
        : resource.kind === kind && (by === 'staff' || maySee(actor, resource.access)));
    if (!mayBook) return refuse({ code: 'not_found' });
    const maxMinutes = by === 'staff' ? MOST_MINUTES.staff : resource.policy.maxMinutes;
    if (minutesIn(item) > MOST_MINUTES[by]) return refuse({ code: 'too_long', maxMinutes });
    const [known] = await bookingFacts(tx, [resource], item, patron, now);
    if (!known) return refuse({ code: 'not_found' });
    const { facts } = narrowed({ facts: known.facts, as });
    const own = isRoom ? facts.own : [...facts.own, ...wanted.map(asOwn)];
    const decision = decideBooking(item, { ...facts, own }, now, by);
    if (!decision.ok && (isRoom || (items.length > 1 && kind === 'space')))
      return refuse({ code: 'of_space', name: resource.name, problem: decision.refusal });
    if (!decision.ok) return decision;
    const { setupMinutes, cleanupMinutes } = facts.policy;
    const { beyond } = decision.value;
    wanted.push({ start, end, resourceId, ...known.family, setupMinutes, cleanupMinutes, facts, beyond });
  }
  return ok({ found, wanted });
}

/** Spaces of one booking count together towards limits. */
const asOwn = ({ start, end, facts: { categoryId, locationId } }: Judged): OwnBooking => ({
  ...{ start, end, categoryId, locationId, holds: true, together: true },
});
