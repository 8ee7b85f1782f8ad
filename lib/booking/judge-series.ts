import type { Refusal } from '@/lib/refusal';
import { type Interval, overlaps } from '@/lib/time/interval';
import { decideForStaff, OVER_MEETING } from './decide-for-staff';
import type { BeyondCode, BookingFacts, OwnBooking } from './types';

/**
 * What stands at one time of a series. `free`: can be booked, beyond these patron rules. `booking`: somebody else's booking
 * is in the way. `meeting`: nothing but Outlook is. `own`: another time of the same series. `never`: nobody may.
 */
export type Verdict =
  | { state: 'free'; beyond: BeyondCode[] }
  | { state: 'booking' }
  | { state: 'meeting'; beyond: BeyondCode[]; meetings: Interval[] }
  | { state: 'own' }
  | { state: 'never'; refusal: Refusal };

export type TimeToJudge = Interval & { position: number; resourceId: number };

/**
 * Each time of a series by the rules for staff, in order: those before it count towards the patron's limits, as they will
 * when all are booked one after the other. Facts reach over the whole series; of a resource without any, nothing is said.
 */
export function judgeSeries(
  times: readonly TimeToJudge[],
  factsOf: (resourceId: number) => BookingFacts | null,
  now: Date,
): Map<number, Verdict> {
  const verdicts = new Map<number, Verdict>();
  const before: (TimeToJudge & OwnBooking)[] = [];
  for (const time of times) {
    const facts = factsOf(time.resourceId);
    if (!facts) continue;
    const { categoryId, locationId } = facts;
    const meetsOwn = before.some((one) => one.resourceId === time.resourceId && overlaps(one, time));
    const wanted = { start: time.start, end: time.end };
    const verdict = meetsOwn ? ({ state: 'own' } as const) : judge(wanted, withOwn(facts, before), now);
    verdicts.set(time.position, verdict);
    if (verdict.state !== 'never') before.push({ ...time, categoryId, locationId, holds: true, together: false });
  }
  return verdicts;
}

const withOwn = (facts: BookingFacts, before: readonly OwnBooking[]): BookingFacts =>
  facts.limits.length + facts.policy.gapMinutes === 0 ? facts : { ...facts, own: [...facts.own, ...before] };

function judge(wanted: Interval, facts: BookingFacts, now: Date): Verdict {
  // Anything else is far away; what is left is looked at often.
  const near = { ...facts, closed: facts.closed.filter((one) => overlaps(one, nearby(wanted, facts))) };
  const decision = decideForStaff(wanted, near, now, true);
  if (!decision.ok)
    return decision.refusal.code === 'slot_taken'
      ? { state: 'booking' }
      : { state: 'never', refusal: decision.refusal };
  const beyond = decision.value.beyond.filter((code) => code !== OVER_MEETING);
  if (beyond.length === decision.value.beyond.length) return { state: 'free', beyond };
  const meetings = near.closed.filter((one) => one.kind === 'outlook' && overlaps(one, wanted));
  return { state: 'meeting', beyond, meetings: meetings.map(({ start, end }) => ({ start, end })) };
}

function nearby({ start, end }: Interval, { policy }: BookingFacts): Interval {
  const pad = Math.max(policy.setupMinutes, policy.cleanupMinutes) * 60_000;
  return { start: new Date(start.getTime() - pad), end: new Date(end.getTime() + pad) };
}
