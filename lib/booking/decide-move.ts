import { ok, type Result, refuse } from '@/lib/result';
import { contains, type Interval } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import type { BookingFacts } from './types';

/**
 * What a new time is measured by: `rules` are a patron's own, whole; `hours` asks for opening hours and free time only,
 * since whose time it is may shorten it; `free` for free time alone, when a person decides.
 */
export type MoveMeasure = 'rules' | 'hours' | 'free';

/** `was`: when it stands now. `facts` leave the booking itself out. */
export type ItemToMove = { was: Interval; wanted: Interval; facts: BookingFacts };

/** Whoever has a booking was admitted; a new time asks only about the time. */
const ADMITTED = { staffOnly: false, signInRequired: false, groups: null, bans: [] };

/**
 * May a booking that stands go there? One that is under way may be made shorter or longer, moved on, or moved elsewhere
 * while its new end is ahead (sync-design §7); one that has not begun cannot begin in the past. Notice that was kept once
 * is not asked for again.
 */
export function decideMove(items: readonly ItemToMove[], now: Date, measure: MoveMeasure): Result<undefined> {
  for (const { was, wanted, facts } of items) {
    const hasBegun = was.start <= now && wanted.start <= now;
    if (wanted.end <= now) return refuse({ code: 'in_the_past' });
    // Staff may make a booking that has begun, but nobody moves one back to before now.
    if (!hasBegun && wanted.start < now && measure !== 'rules') return refuse({ code: 'in_the_past' });
    const noticed = hasBegun || wanted.start.getTime() === was.start.getTime();
    const policy = noticed ? { ...facts.policy, minNoticeMinutes: 0 } : facts.policy;
    const judged = { ...facts, policy, admission: { ...facts.admission, ...ADMITTED } };
    const asOf = hasBegun ? wanted.start : now;
    const decision = decideBooking(wanted, judged, asOf, measure === 'rules' ? 'patron' : 'staff');
    if (!decision.ok) return decision;
    if (measure === 'hours' && !facts.open.some((stretch) => contains(stretch, wanted)))
      return refuse({ code: 'outside_hours' });
  }
  return ok();
}
