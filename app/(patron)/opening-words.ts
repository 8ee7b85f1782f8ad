import type { getTranslations } from 'next-intl/server';
import { formatList, formatShortLocalDate, formatWallTime } from '@/lib/messages/format';
import type { WallSpan } from '@/lib/time/opening';

/** The words of the namespace `hours.words`, as `getTranslations` gives them. */
export type OpeningWords = Awaited<ReturnType<typeof getTranslations<'hours.words'>>>;

const DAY = 1440;

/** "9:00 AM to 5:00 PM", "6:00 PM to 2:00 AM, the next day", "Closed". */
export function spansText(spans: readonly WallSpan[], t: OpeningWords, locale: string): string {
  if (spans.length === 0) return t('closed');
  return formatList(
    spans.map((span) => spanText(span, t, locale)),
    locale,
  );
}

function spanText({ opensMinute, closesMinute }: WallSpan, t: OpeningWords, locale: string): string {
  if (opensMinute === 0 && closesMinute === DAY) return t('allDay');
  const from = opensMinute % DAY === 0 ? t('midnight') : formatWallTime(opensMinute, locale);
  const to = closesMinute % DAY === 0 ? t('midnight') : formatWallTime(closesMinute, locale);
  // Midnight as an end needs no "next day": nobody takes it for the one before.
  return t(closesMinute > DAY ? 'overnight' : 'span', { from, to });
}

/** "Fri, Dec 25, 2026", or from the first to the last date. */
export function datesText({ from, to }: { from: string; to: string }, t: OpeningWords, locale: string): string {
  const [first, last] = [formatShortLocalDate(from, locale), formatShortLocalDate(to, locale)];
  return from === to ? first : t('days', { from: first, to: last });
}
