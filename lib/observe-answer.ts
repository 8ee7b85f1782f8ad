import { observe } from './metrics';

/** `refused`: somebody stood there. `unanswered`: the calendar said nothing in time, and a choice made before decided. */
export type CalendarAnswer = 'confirmed' | 'refused' | 'unanswered';

/**
 * How long a patron waited for a calendar's word, from the request on. To be called when what it settled is committed;
 * `since` null: nothing was settled.
 */
export function observeAnswer(outcome: CalendarAnswer, since: Date | null, now: Date): void {
  if (!since) return;
  const seconds = Math.max(0, now.getTime() - since.getTime()) / 1_000;
  observe('booking_remote_confirm_seconds', seconds, { outcome });
}
