import type { getTranslations } from 'next-intl/server';
import { formatDuration } from '@/lib/messages/format';
import type { SpaceView } from '@/lib/usecases/view-space';

type Words = Awaited<ReturnType<typeof getTranslations<'patron'>>>;

type Rules = { policy: SpaceView['space']['policy']; limits: SpaceView['limits'] };

/** The rules of a category, and limits of its location, in a patron's words, one sentence each. */
export function policyText({ policy, limits }: Rules, t: Words, locale: string): string[] {
  const { minMinutes, maxMinutes, windowDays: days, gapMinutes, cancelByMinutes } = policy;
  const duration = (minutes: number) => formatDuration(minutes, locale);
  const [min, max] = [duration(minMinutes), duration(maxMinutes)];
  const lengths = min === max ? t('spaces.rulesOne', { min, days }) : t('spaces.rules', { min, max, days });
  return [
    policy.fixedPeriods ? t('spaces.rulesPeriods', { days }) : lengths,
    ...limits.map(({ measure, per, most, scope }) =>
      measure === 'minutes'
        ? t('spaces.limitMinutes', { duration: duration(most), per, scope })
        : t('spaces.limitBookings', { most, per, scope }),
    ),
    ...(gapMinutes ? [t('spaces.gap', { duration: duration(gapMinutes) })] : []),
    ...(policy.mediation ? [t('spaces.mediation')] : []),
    t('space.cancelBy', { minutes: cancelByMinutes, duration: duration(cancelByMinutes) }),
  ];
}
