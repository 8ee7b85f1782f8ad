import type { Refusal } from '@/lib/refusal';
import { type CalendarSpan, calendarSpanOf } from '@/lib/time/calendar-span';
import { addMinutes, type Interval, includes, minutesIn, overlaps } from '@/lib/time/interval';
import type { BookingFacts, Limit, OwnBooking } from './types';

/** Further than this nobody asks when a limit frees. */
const SPANS_AHEAD = 12;

/**
 * Would it be more than the patron may hold? The first limit in the way, or null.
 *
 * Own readings (libcal-domain §2.3): all spaces in scope add up, each space of a booking counts; the day, week (ISO),
 * month or year is that of the start, whole, also past midnight; no-shows count there. 'Upcoming' is what is not over
 * yet, 'at once' what lies at the same time: a released no-show is neither.
 */
export function limitJudge(facts: BookingFacts, now: Date): (wanted: Interval) => Refusal | null {
  const checks = facts.limits.map((limit) => ({ limit, held: heldBy(facts, limit, now) }));
  return (wanted) => {
    for (const { limit, held } of checks) {
      const already = held(wanted);
      const { most } = limit;
      if (already + amountOf(limit, [wanted]) <= most) continue;
      const until = freesAt(facts, limit, wanted, now);
      return { code: 'limit_reached', ...limit, left: Math.max(0, most - already), until };
    }
    return null;
  };
}

/** Does it keep the gap to the patron's other bookings? Those of the same booking may stand side by side. */
export function gapJudge({ policy, own, ...here }: BookingFacts): (wanted: Interval) => Refusal | null {
  const { gapMinutes, gapScope } = policy;
  if (gapMinutes === 0) return () => null;
  const others = own.filter((one) => !one.together && (gapScope === 'library' || inScope(one, gapScope, here)));
  return (wanted) => {
    const wide = { start: addMinutes(wanted.start, -gapMinutes), end: addMinutes(wanted.end, gapMinutes) };
    const ends = others.filter((one) => overlaps(one, wide)).map(({ end }) => end.getTime());
    if (ends.length === 0) return null;
    return { code: 'gap_needed', gapMinutes, earliest: addMinutes(new Date(Math.max(...ends)), gapMinutes) };
  };
}

type Here = Pick<BookingFacts, 'categoryId' | 'locationId'>;

const inScope = (one: OwnBooking, scope: 'category' | 'location', here: Here) =>
  scope === 'category' ? one.categoryId === here.categoryId : one.locationId === here.locationId;

const amountOf = ({ measure }: Limit, bookings: readonly Interval[]) =>
  measure === 'bookings' ? bookings.length : bookings.reduce((sum, one) => sum + minutesIn(one), 0);

/** How much of a limit the patron's bookings take already, for a booking at the wanted time. */
function heldBy(facts: BookingFacts, limit: Limit, now: Date): (wanted: Interval) => number {
  const { per } = limit;
  const own = facts.own.filter((one) => inScope(one, limit.scope, facts));
  if (per === 'upcoming') {
    const held = amountOf(limit, own.filter(isUpcoming(now)));
    return () => held;
  }
  if (per === 'at_once') {
    const holding = own.filter(({ holds }) => holds);
    return (wanted) => mostAtOnce(holding, wanted);
  }
  let last: (Interval & { held: number }) | undefined;
  return (wanted) => {
    // Neighbours in time share their day, so it is worked out once for a row of offers.
    if (!last || !includes(last, wanted.start)) {
      const span = calendarSpanOf(per, wanted.start, facts.timeZone);
      last = {
        ...span,
        held: amountOf(
          limit,
          own.filter(({ start }) => includes(span, start)),
        ),
      };
    }
    return last.held;
  };
}

const isUpcoming =
  (now: Date) =>
  ({ holds, end }: OwnBooking) =>
    holds && end > now;

/** How many of them lie at one moment of the wanted time; that is at its start, or where one of them begins. */
function mostAtOnce(own: readonly OwnBooking[], wanted: Interval): number {
  const meeting = own.filter((one) => overlaps(one, wanted));
  const moments = [wanted.start, ...meeting.map(({ start }) => start).filter((start) => start > wanted.start)];
  return Math.max(...moments.map((at) => meeting.filter((one) => includes(one, at)).length));
}

/** From when on a booking as long as the wanted one would be within the limit. */
function freesAt(facts: BookingFacts, limit: Limit, wanted: Interval, now: Date): Date | null {
  const { per, most } = limit;
  if (amountOf(limit, [wanted]) > most) return null;
  const own = facts.own.filter((one) => inScope(one, limit.scope, facts));
  if (per === 'upcoming') {
    const left = own.filter(isUpcoming(now)).sort((a, b) => a.end.getTime() - b.end.getTime());
    const ends = left.findIndex((_, index) => amountOf(limit, [...left.slice(index + 1), wanted]) <= most);
    return left[ends]?.end ?? null;
  }
  const fits = (start: Date) => {
    const moved = { start, end: addMinutes(start, minutesIn(wanted)) };
    return heldBy(facts, limit, now)(moved) + amountOf(limit, [moved]) <= most;
  };
  if (per === 'at_once') {
    const ends = own.map(({ end }) => end).filter((end) => end > wanted.start);
    return ends.sort((a, b) => a.getTime() - b.getTime()).find(fits) ?? null;
  }
  return nextSpans(per, wanted.start, facts.timeZone).find(fits) ?? null;
}

function nextSpans(per: CalendarSpan, after: Date, timeZone: string): Date[] {
  const starts: Date[] = [];
  for (let at = after; starts.length < SPANS_AHEAD; ) {
    at = calendarSpanOf(per, at, timeZone).end;
    starts.push(at);
  }
  return starts;
}
