import type { Refusal } from '@/lib/refusal';
import { TROUBLE } from './api-answer';
import { sayRule } from './say-rule';

/** Sentences of libcal-api §4.12. */
export const MOVE_SENTENCES = {
  value: 'Invalid value.',
  date: 'Invalid Date.',
  order: "The 'From' date must be prior to the 'To' date.",
  mediated: 'Unable to move the mediated booking to a category that does not support mediation.',
  window: 'Booking start date is beyond the window limit.',
  short: 'Unable to make booking shorter than category limits.',
  long: 'Unable to make booking longer than category limits.',
  taken: 'A booking already exists at this starting date.',
  outlook: 'The times are busy on the linked Outlook/Exchange calendar',
  google: 'The times are busy on the linked Google calendar',
  trouble: TROUBLE,
} as const;

const KNOWN: Partial<Record<Refusal['code'], keyof typeof MOVE_SENTENCES>> = {
  not_found: 'value',
  not_mediated: 'mediated',
  too_far_ahead: 'window',
  too_short: 'short',
  too_long: 'long',
  slot_taken: 'taken',
  meeting_in_the_way: 'outlook',
};

/** Why a booking is not moved. What LibCal has no sentence for is said in ours, after its general one. */
export function sayMoveRefusal(refusal: Refusal): string[] {
  const known = KNOWN[refusal.code];
  if (known) return [MOVE_SENTENCES[known]];
  if (refusal.code === 'invalid')
    return [refusal.fields.to === 'end_before_start' ? MOVE_SENTENCES.order : MOVE_SENTENCES.value];
  const rule = sayRule(refusal);
  return rule ? [TROUBLE, rule] : [TROUBLE];
}
