import { useTranslations } from 'next-intl';
import { known, OUTCOMES } from '@/app/(staff)/desk/bookings/[publicId]/timeline-words';

/** What is asked of Microsoft about a calendar; whatever else stands in an old row is "a request". */
const OPS = [
  ...(['event_create', 'event_patch', 'event_delete', 'event_get', 'event_find_marked', 'event_get_meeting'] as const),
  ...(['event_find', 'event_find_by_start'] as const),
  ...(['event_decline', 'view_read', 'view_delta', 'series_read', 'calendar_read', 'calendar_list'] as const),
  ...(['subscription_create', 'subscription_renew', 'subscription_delete', 'subscription_list'] as const),
] as const;

/** What was asked of Microsoft (`event.create`), and what came of it (`access_denied`), in words. */
export function useRequestWords() {
  const [t, outcomes] = [useTranslations('health.troubles'), useTranslations('health.timeline.outcome')];
  return {
    wordOf: (op: string) => t(`op.${known(OPS, op.replace('.', '_')) ?? 'other'}`),
    saidOf: (outcome: string) => {
      const code = known(OUTCOMES.outcome, outcome);
      return code ? outcomes(code) : outcomes('other', { outcome });
    },
  };
}
