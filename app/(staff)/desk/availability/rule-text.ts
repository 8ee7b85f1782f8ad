import type { getTranslations } from 'next-intl/server';
import { formatList, formatShortLocalDate, formatWallTime, formatWeekday } from '@/lib/messages/format';
import type { AvailabilityWeek } from '@/lib/usecases/view-availability';

type Rule = AvailabilityWeek['rules'][number];
type Words = Awaited<ReturnType<typeof getTranslations<'availability.rule'>>>;

const DAY = 1440;
/** More dates of a rule are counted, not named. */
const NAMED = 3;

/** "Every week on Monday and Wednesday, 9:00 AM–12:00 PM" */
export function ruleText(rule: Rule, today: string, t: Words, locale: string): string {
  const from = formatWallTime(rule.startsMinute, locale);
  const until = formatWallTime(rule.endsMinute, locale);
  const time = rule.endsMinute > DAY ? t('overnight', { from, until }) : `${from}–${until}`;
  if (rule.repeat === 'daily') return t('daily', { time });
  if (rule.repeat === 'weekly') {
    const days = formatList(
      rule.weekdays.toSorted((a, b) => a - b).map((day) => formatWeekday(day, locale)),
      locale,
    );
    return t('weekly', { every: rule.everyWeeks, days, time });
  }
  const coming = rule.dates.filter((date) => date >= today && !rule.skippedDates.includes(date));
  const named = coming.slice(0, NAMED).map((date) => formatShortLocalDate(date, locale));
  const more = coming.length - named.length;
  return more > 0
    ? t('datesMore', { dates: named.join('; '), more, time })
    : t('dates', { dates: named.join('; ') || t('noDate'), time });
}

/** From when to when it holds, where that says something; null: always. */
export function ruleRange({ repeat, from, until }: Rule, today: string, t: Words, locale: string): string | null {
  if (repeat === 'dates') return null;
  const date = (one: string) => formatShortLocalDate(one, locale);
  if (from > today)
    return until ? t('fromUntil', { from: date(from), until: date(until) }) : t('from', { from: date(from) });
  return until && t('until', { until: date(until) });
}

/** Where, in a few words; the usual place where the rule names none. */
export function placesText(
  { placeIds }: Pick<Rule, 'placeIds'>,
  { places, gone, usualPlace }: AvailabilityWeek['names'],
  locale: string,
): string {
  const names = [...places, ...gone].filter(({ id }) => placeIds.includes(id)).map(({ name }) => name);
  return names.length > 0 ? formatList(names, locale) : usualPlace;
}

/** It names places, and none of them is offered any more. */
export const isNowhere = ({ placeIds }: Pick<Rule, 'placeIds'>, { places }: AvailabilityWeek['names']): boolean =>
  placeIds.length > 0 && !places.some(({ id }) => placeIds.includes(id));
