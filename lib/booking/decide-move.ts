import { ok, type Result, refuse } from '@/lib/result';
import { contains, type Interval } from '@/lib/time/interval';
import { narrowed } from './appointment';
import type { AskedAs } from './appointment-types';
import { decideBooking } from './decide-booking';
import type { BeyondCode, BookingFacts, By, OwnBooking } from './types';

/**
 * What a new time is measured by. A wish of its patron (`own`) meets every patron rule, whoever may book at all included;
 * `rules` are the same for whoever has the booking anyhow; `hours` asks for opening hours and free time only, since whose
 * time it is may shorten it; `free` for free time alone, when a person decides; so does `staff`, where all rules are
 * looked at, to note those gone beyond.
 */
export type MoveMeasure = 'own' | 'rules' | 'hours' | 'free' | 'staff';

/** `was`: when it stands now. `facts` leave the booking itself out; `as`: of an appointment, how they are read. */
export type ItemToMove = { was: Interval; wanted: Interval; facts: BookingFacts; as?: AskedAs };

/** Whoever has a booking was admitted: a new time that the library chose asks only about the time. */
const ADMITTED = { staffOnly: false, signInRequired: false, groups: null, bans: [] };

const BY: Record<MoveMeasure, By> = { own: 'patron', rules: 'patron', hours: 'staff', free: 'staff', staff: 'staff' };

/**
 * May a booking that stands go there? One that is under way may be made shorter or longer, moved on, or moved elsewhere
 * while its new end is ahead (sync-design §7); one that has not begun cannot begin in the past. Notice that was kept once
 * is not asked for again. Answers the patron rules gone beyond, none by a patron's measure.
 */
export function decideMove(items: readonly ItemToMove[], now: Date, measure: MoveMeasure): Result<BeyondCode[]> {
  const by = BY[measure];
  const beyond = new Set<BeyondCode>();
  const together: OwnBooking[] = [];
  for (const { was, wanted, facts, as } of items.map(narrowed)) {
    const hasBegun = was.start <= now && wanted.start <= now;
    if (wanted.end <= now) return refuse({ code: 'in_the_past' });
    // Staff may make a booking that has begun, but nobody moves one back to before now.
    if (!hasBegun && wanted.start < now && by === 'staff') return refuse({ code: 'in_the_past' });
    const noticed = hasBegun || wanted.start.getTime() === was.start.getTime();
    const policy = noticed ? { ...facts.policy, minNoticeMinutes: 0 } : facts.policy;
    const asks = measure === 'own' || measure === 'staff';
    const admission = asks ? facts.admission : { ...facts.admission, ...ADMITTED };
    const judged = { ...facts, policy, admission, own: as === 'room' ? [] : [...facts.own, ...together] };
    const decision = decideBooking(wanted, judged, hasBegun ? wanted.start : now, by);
    if (!decision.ok) return decision;
    if (measure === 'hours' && !facts.open.some((stretch) => contains(stretch, wanted)))
      return refuse({ code: 'outside_hours' });
    for (const code of decision.value.beyond) beyond.add(code);
    together.push(asOwn(wanted, facts));
  }
  return ok([...beyond]);
}

/** Spaces of one booking count together towards limits. */
const asOwn = ({ start, end }: Interval, { categoryId, locationId }: BookingFacts): OwnBooking => ({
  ...{ start, end, categoryId, locationId, holds: true, together: true },
});
