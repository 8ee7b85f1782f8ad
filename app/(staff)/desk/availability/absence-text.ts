import type { getTranslations } from 'next-intl/server';
import { formatShortLocalDate, formatWallTime } from '@/lib/messages/format';
import type { AvailabilityWeek } from '@/lib/usecases/view-availability';

type Absence = AvailabilityWeek['absences'][number];
type Words = Awaited<ReturnType<typeof getTranslations<'availability.away'>>>;

const DAY = 1440;

/** "Mon, Nov 23, 2026", "Mon, Nov 23, 2026, 1:00 PM – Fri, Nov 27, 2026"; whole days without their midnights. */
export function absenceText(absence: Absence, t: Words, locale: string): string {
  const { fromDate, fromMinute, toDate, toMinute } = absence;
  const [first, last] = [formatShortLocalDate(fromDate, locale), formatShortLocalDate(toDate, locale)];
  const [begins, ends] = [fromMinute > 0, toMinute < DAY];
  const from = formatWallTime(fromMinute, locale);
  const until = ends ? formatWallTime(toMinute, locale) : t('midnight');
  if (fromDate === toDate) return begins || ends ? t('oneDayTimes', { date: first, from, until }) : first;
  return t('days', { from: begins ? `${first}, ${from}` : first, until: ends ? `${last}, ${until}` : last });
}
