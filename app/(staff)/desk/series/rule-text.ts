import type { getTranslations } from 'next-intl/server';
import { formatDuration, formatList, formatShortLocalDate, formatWallTime, formatWeekday } from '@/lib/messages/format';
import type { SeriesRule } from '@/lib/time/expand-series';

type Words = Awaited<ReturnType<typeof getTranslations<'series.rule'>>>;

/** "every week on Monday, 10:00 AM, 1 hour, until Fri, Dec 18, 2026"; null: once. */
export function ruleText(rule: SeriesRule | null, t: Words, locale: string): string {
  if (!rule) return t('once');
  const { every, interval, weekdays, startMinute, minutes, until, times } = rule;
  const days = formatList(
    weekdays.map((day) => formatWeekday(day, locale)),
    locale,
  );
  return t('whole', {
    often: every === 'day' ? t('day', { interval }) : t('week', { interval, days }),
    start: formatWallTime(startMinute, locale),
    duration: formatDuration(minutes, locale),
    end: until === null ? t('times', { count: times ?? 0 }) : t('until', { date: formatShortLocalDate(until, locale) }),
  });
}
