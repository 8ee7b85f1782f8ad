import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, contains, type Interval, includes, minutesIn, overlaps, widen } from '@/lib/time/interval';
import { addDays, type LocalDay, localDay, localDayOf, wallMinute } from '@/lib/time/zone';
import type { BookingFacts, By, Policy } from './types';

/** May this be booked? Facts and now in, the accepted interval or the first reason against it out. */
export const decideBooking = (wanted: Interval, facts: BookingFacts, now: Date, by: By = 'patron'): Result<Interval> =>
  bookingJudge(facts, now, by)(wanted);

/**
 * The rule itself, prepared once for many questions: offers ({@link offers}) ask it for every start and length, so what
 * is offered and what is accepted cannot disagree.
 *
 * Rules are in the library's zone. Own readings (libcal-domain §2): padding does not count against opening hours; the
 * day of a limit is the calendar day of the start; lengths are the shortest plus whole steps.
 */
export function bookingJudge(
  facts: BookingFacts,
  now: Date,
  by: By = 'patron',
): (wanted: Interval) => Result<Interval> {
  const { policy, timeZone } = facts;
  const dayOf = dayFinder(timeZone);
  const openings = new Set(facts.openings.map((at) => at.getTime()));
  const earliest = addMinutes(now, policy.minNoticeMinutes);
  const lastDay = localDay(addDays(localDayOf(now, timeZone).date, policy.windowDays), timeZone);

  return (wanted) => {
    if (!facts.active) return refuse({ code: 'resource_inactive' });
    if (wanted.end <= wanted.start) return refuse({ code: 'too_short', minMinutes: policy.minMinutes });
    if (wanted.start < now) return refuse({ code: 'in_the_past' });

    if (by === 'patron') {
      if (facts.calendarUnknown) return refuse({ code: 'calendar_unknown' });
      const minutes = minutesIn(wanted);
      const day = dayOf(wanted.start);
      if (wanted.start < earliest) return refuse({ code: 'too_soon', earliest });
      if (wanted.start >= lastDay.end) return refuse({ code: 'too_far_ahead', latest: lastDay.start });
      if (!facts.open.some((stretch) => contains(stretch, wanted))) return refuse({ code: 'outside_hours' });
      if (!openings.has(wanted.start.getTime()) && wallMinute(wanted.start, timeZone, day) % policy.stepMinutes !== 0)
        return refuse({ code: 'off_step', stepMinutes: policy.stepMinutes });
      if (minutes < policy.minMinutes) return refuse({ code: 'too_short', minMinutes: policy.minMinutes });
      if (minutes > policy.maxMinutes) return refuse({ code: 'too_long', maxMinutes: policy.maxMinutes });
      if ((minutes - policy.minMinutes) % policy.stepMinutes !== 0)
        return refuse({ code: 'off_step', stepMinutes: policy.stepMinutes });
    }

    if (meetsClosedTime(wanted, facts)) return refuse({ code: 'slot_taken' });

    if (by === 'patron' && policy.maxMinutesPerDay !== null) {
      const day = dayOf(wanted.start);
      const held = facts.own.filter(({ start }) => includes(day, start)).reduce((sum, one) => sum + minutesIn(one), 0);
      if (held + minutesIn(wanted) > policy.maxMinutesPerDay)
        return refuse({ code: 'limit_reached', maxMinutesPerDay: policy.maxMinutesPerDay });
    }
    return ok(wanted);
  };
}

/** The lengths a policy knows, shortest first. */
export function lengthsOf({ minMinutes, maxMinutes, stepMinutes }: Policy): number[] {
  const lengths: number[] = [];
  for (let minutes = minMinutes; minutes <= maxMinutes; minutes += stepMinutes) lengths.push(minutes);
  return lengths;
}

/** A use meets uses and pads; a pad meets uses only. The database's exclusion constraint says the same (I1). */
function meetsClosedTime(wanted: Interval, { closed, policy }: BookingFacts): boolean {
  const padded = widen(wanted, policy.setupMinutes, policy.cleanupMinutes);
  return closed.some((other) => overlaps(other, other.pad ? wanted : padded));
}

/** The local day of an instant; neighbours in time are found without asking the zone again. */
function dayFinder(timeZone: string): (at: Date) => LocalDay {
  let last: LocalDay | undefined;
  return (at) => {
    if (!last || !includes(last, at)) last = localDayOf(at, timeZone);
    return last;
  };
}
