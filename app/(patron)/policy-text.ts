import type { getTranslations } from 'next-intl/server';
import { formatDuration } from '@/lib/messages/format';

type Words = Awaited<ReturnType<typeof getTranslations<'patron'>>>;

type Policy = {
  minMinutes: number;
  maxMinutes: number;
  windowDays: number;
  maxMinutesPerDay: number | null;
  cancelByMinutes: number;
};

/** The rules of a category in a patron's words, one sentence each. */
export function policyText(policy: Policy, t: Words, locale: string): string[] {
  const { minMinutes, maxMinutes, windowDays: days, maxMinutesPerDay, cancelByMinutes } = policy;
  const [min, max] = [formatDuration(minMinutes, locale), formatDuration(maxMinutes, locale)];
  return [
    min === max ? t('spaces.rulesOne', { min, days }) : t('spaces.rules', { min, max, days }),
    ...(maxMinutesPerDay === null ? [] : [t('spaces.limit', { duration: formatDuration(maxMinutesPerDay, locale) })]),
    t('space.cancelBy', { minutes: cancelByMinutes, duration: formatDuration(cancelByMinutes, locale) }),
  ];
}
