import type { Refusal, RefusalCode } from '@/lib/refusal';
import type { Interval } from '@/lib/time/interval';
import { bookingJudge, lengthsOf } from './decide-booking';
import { timesOf } from './fits';
import type { BookingFacts } from './types';
import { takenBy, type WhyClosed } from './why-closed';

/** What is told of several reasons: the one that says most about what would help. */
const TELLING: readonly RefusalCode[] = [
  'slot_taken',
  'limit_reached',
  'gap_needed',
  'too_soon',
  'too_far_ahead',
  'calendar_unknown',
];

/** Why {@link fits} finds nothing of that length inside `frame`; null: it does find something. */
export function whyNone(
  facts: BookingFacts,
  frame: Interval,
  minutes: number,
  now: Date,
): Pick<WhyClosed, 'refusal' | 'takenBy'> | null {
  const { policy } = facts;
  const isTooLong = !policy.fixedPeriods && !lengthsOf(policy).some((length) => length >= minutes);
  const judge = bookingJudge(facts, now);
  const reasons: (Refusal & { wanted: Interval })[] = [];
  for (const wanted of timesOf(facts, frame, minutes)) {
    const decision = judge(wanted);
    if (decision.ok) return null;
    reasons.push({ ...decision.refusal, wanted });
  }
  const [any] = reasons;
  // Closed all day, or no length of the rules is as long.
  if (!any)
    return {
      refusal: isTooLong ? { code: 'too_long', maxMinutes: policy.maxMinutes } : { code: 'outside_hours' },
      takenBy: null,
    };
  const telling = TELLING.map((code) => reasons.find((reason) => reason.code === code)).find((reason) => reason);
  // Of what the clock alone forbids the last: a morning that is over says less than an evening that closes too early.
  const { wanted, ...refusal } = telling ?? reasons.at(-1) ?? any;
  return { refusal, takenBy: refusal.code === 'slot_taken' ? takenBy(wanted, facts) : null };
}
