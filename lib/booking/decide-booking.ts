import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, contains, type Interval, includes, isBefore, MINUTE_MS, minutesIn } from '@/lib/time/interval';
import { type LocalDay, localDayOf, startOfDay, wallMinute } from '@/lib/time/zone';
import { dateOpensAt, lastOpenDate } from './booking-window';
import { decideAdmission } from './decide-admission';
import { gapJudge, limitJudge } from './decide-limits';
import { periodFinder } from './fixed-periods';
import type { Accepted, BookingFacts, By, Policy } from './types';

/** What speaks against it, or null. */
type Rule = (wanted: Interval) => Refusal | null;

/** May this be booked? Facts and now in, the accepted interval or the first reason against it out. */
export const decideBooking = (wanted: Interval, facts: BookingFacts, now: Date, by: By = 'patron'): Result<Accepted> =>
  bookingJudge(facts, now, by)(wanted);

/**
 * The rule itself, prepared once for many questions.
 *
 * Rules are in the library's zone. Own readings (libcal-domain §2): padding does not count against opening hours; lengths
 * are the shortest plus whole steps; limits and gaps as decide-limits.ts has them. Staff go beyond every patron rule and
 * into the padding of others, which is noted; nobody books over another booking, or what is over.
 */
export function bookingJudge(
  facts: BookingFacts,
  now: Date,
  by: By = 'patron',
): (wanted: Interval) => Result<Accepted> {
  if (by === 'patron') {
    const against = patronObjection(facts, now);
    return (wanted) => {
      const refusal = against(wanted);
      return refusal ? refuse(refusal) : ok({ ...wanted, beyond: [] });
    };
  }
  const never = impossible(facts, now);
  const takenBy = meetingFinder(facts);
  const { before, after } = patronRules(facts, now, by);
  return (wanted) => {
    const refusal = never(wanted);
    if (refusal) return refuse(refusal);
    const taken = takenBy(wanted);
    if (taken === 'use') return refuse({ code: 'slot_taken' });
    const beyond = [...before, ...after].flatMap((rule) => rule(wanted)?.code ?? []);
    return ok({ ...wanted, beyond: taken ? [...beyond, 'padding'] : beyond });
  };
}

/**
 * The first reason against what a patron wants, or null. Offers ({@link offers}) ask it for every start and length, so what
 * is offered and what is accepted cannot disagree; a day of a location asks thousands of times, hence numbers, and no
 * answer that nobody reads.
 */
export function patronObjection(facts: BookingFacts, now: Date): Rule {
  const takenBy = meetingFinder(facts);
  const { before, after } = patronRules(facts, now, 'patron');
  const rules: Rule[] = [
    ...[impossible(facts, now), ...before],
    ...[(wanted: Interval) => (takenBy(wanted) ? ({ code: 'slot_taken' } as const) : null), ...after],
  ];
  return (wanted) => {
    for (const rule of rules) {
      const refusal = rule(wanted);
      if (refusal) return refusal;
    }
    return null;
  };
}

function patronRules(facts: BookingFacts, now: Date, by: By): { before: Rule[]; after: Rule[] } {
  const barred = decideAdmission(facts.admission, now, by);
  const unknown: Refusal | null = facts.calendarUnknown && by === 'patron' ? { code: 'calendar_unknown' } : null;
  return {
    before: [
      ...(barred ? [() => barred] : []),
      ...timeRules(facts, now),
      ...(unknown ? [() => unknown] : []),
      ...[hoursRule(facts), shapeRule(facts)],
    ],
    after: [limitJudge(facts, now), gapJudge(facts)],
  };
}

/** The lengths a policy knows, shortest first. */
export function lengthsOf({
  minMinutes,
  maxMinutes,
  stepMinutes,
}: Pick<Policy, 'minMinutes' | 'maxMinutes' | 'stepMinutes'>): number[] {
  const lengths: number[] = [];
  for (let minutes = minMinutes; minutes <= maxMinutes; minutes += stepMinutes) lengths.push(minutes);
  return lengths;
}

/** What nobody may, staff included. */
function impossible({ active, isContainer, policy }: BookingFacts, now: Date): Rule {
  return ({ start, end }) => {
    if (!active) return { code: 'resource_inactive' };
    if (isContainer) return { code: 'book_a_seat' };
    if (end.getTime() <= start.getTime()) return { code: 'too_short', minMinutes: policy.minMinutes };
    return end.getTime() <= now.getTime() ? { code: 'in_the_past' } : null;
  };
}

/** Not too late, not too early. With "until the end" a slot, or a period, may be booked while it is under way. */
function timeRules({ policy, timeZone }: BookingFacts, now: Date): Rule[] {
  const earliest = addMinutes(now, policy.minNoticeMinutes);
  const lastDate = lastOpenDate(policy, now, timeZone);
  const dayOf = dayFinder(timeZone);
  const stepMs = policy.stepMinutes * MINUTE_MS;
  const isUnderWay = ({ start, end }: Interval) =>
    now.getTime() < (policy.fixedPeriods ? end.getTime() : start.getTime() + stepMs);
  return [
    (wanted) =>
      isBefore(wanted.start, now) && !(policy.leadUntilEnd && isUnderWay(wanted)) ? { code: 'in_the_past' } : null,
    ({ start }) => (!policy.leadUntilEnd && isBefore(start, earliest) ? { code: 'too_soon', earliest } : null),
    ({ start }) => {
      const { date } = dayOf(start);
      if (date <= lastDate) return null;
      const latest = lastDate < dayOf(now).date ? null : startOfDay(lastDate, timeZone);
      return { code: 'too_far_ahead', latest, opensAt: dateOpensAt(policy, date, timeZone) };
    },
  ];
}

const hoursRule =
  ({ open }: BookingFacts): Rule =>
  (wanted) =>
    open.some((stretch) => contains(stretch, wanted)) ? null : { code: 'outside_hours' };

/** Start and length as the policy has them: on the clock and in steps, or one period. */
function shapeRule(facts: BookingFacts): Rule {
  const { policy, timeZone } = facts;
  const { stepMinutes, minMinutes, maxMinutes } = policy;
  if (policy.fixedPeriods) {
    const isPeriod = periodFinder(facts);
    return (wanted) => (isPeriod(wanted) ? null : { code: 'off_period' });
  }
  const openings = new Set(facts.openings.map((at) => at.getTime()));
  const dayOf = dayFinder(timeZone);
  return (wanted) => {
    const { start } = wanted;
    const minutes = minutesIn(wanted);
    if (!openings.has(start.getTime()) && wallMinute(start, timeZone, dayOf(start)) % stepMinutes !== 0)
      return { code: 'off_step', stepMinutes };
    if (minutes < minMinutes) return { code: 'too_short', minMinutes };
    if (minutes > maxMinutes) return { code: 'too_long', maxMinutes };
    return (minutes - minMinutes) % stepMinutes === 0 ? null : { code: 'off_step', stepMinutes };
  };
}

/** A use meets uses and pads; a pad meets uses only. The database's exclusion constraint says the same (I1). */
function meetingFinder({ closed, policy }: BookingFacts): (wanted: Interval) => 'use' | 'padding' | null {
  const others = closed.map(({ start, end, pad }) => ({ from: start.getTime(), to: end.getTime(), pad }));
  const [setupMs, cleanupMs] = [policy.setupMinutes * MINUTE_MS, policy.cleanupMinutes * MINUTE_MS];
  return (wanted) => {
    const [from, to] = [wanted.start.getTime(), wanted.end.getTime()];
    let met: 'padding' | null = null;
    for (const other of others) {
      if (!other.pad && other.from < to && from < other.to) return 'use';
      const [padded, paddedTo] = other.pad ? [from, to] : [from - setupMs, to + cleanupMs];
      if (other.from < paddedTo && padded < other.to) met = 'padding';
    }
    return met;
  };
}

/** The local day of an instant; neighbours in time are found without asking the zone again. */
function dayFinder(timeZone: string): (at: Date) => LocalDay {
  let last: LocalDay | undefined;
  return (at) => {
    if (!last || !includes(last, at)) last = localDayOf(at, timeZone);
    return last;
  };
}
