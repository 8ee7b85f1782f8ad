import { ok, type Result, refuse } from '@/lib/result';
import { contains, type Interval } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import type { BookingFacts } from './types';

/**
 * What a new time is measured by: `rules` are a patron's own, whole; `hours` asks for opening hours and free time only,
 * since whose time it is may shorten it; `free` for free time alone, when a person decides.
 */
export type MoveMeasure = 'rules' | 'hours' | 'free';

/** May a booking that stands go there? `facts` leave the booking itself out. */
export function decideMove(
  items: readonly { wanted: Interval; facts: BookingFacts }[],
  now: Date,
  measure: MoveMeasure,
): Result<undefined> {
  for (const { wanted, facts } of items) {
    const decision = decideBooking(wanted, facts, now, measure === 'rules' ? 'patron' : 'staff');
    if (!decision.ok) return decision;
    if (measure === 'hours' && !facts.open.some((stretch) => contains(stretch, wanted)))
      return refuse({ code: 'outside_hours' });
  }
  return ok();
}
