import type { getTranslations } from 'next-intl/server';
import { formatShortLocalDate, formatTime, formatTimeRange } from '@/lib/messages/format';
import { localDateOf } from '@/lib/time/zone';
import type { FreeBusyPreview } from '@/lib/usecases/preview-free-busy';
import type { Look } from './meetings-table';

type Words = Awaited<ReturnType<typeof getTranslations<'showAs'>>>;

/** The two weeks as a page says them: days and times of the library's clock, statuses as they came. */
export function meetingsInWords({ timeZone, from, to, meetings }: FreeBusyPreview, t: Words, locale: string): Look {
  const dateOf = (at: Date) => formatShortLocalDate(localDateOf(at, timeZone), locale);
  const timeOf = ({ start, end, allDay }: FreeBusyPreview['meetings'][number]) => {
    // The end of a whole day is the next one's midnight.
    const last = dateOf(new Date(end.getTime() - 1));
    if (last === dateOf(start)) return allDay ? t('wholeDay') : formatTimeRange(start, end, { locale, timeZone });
    return allDay ? t('wholeDays', { until: last }) : t('untilLater', { from: timeIn(start), until: last });
  };
  const timeIn = (at: Date) => formatTime(at, { locale, timeZone });
  return {
    title: t('weeks', { from: formatShortLocalDate(from, locale), to: formatShortLocalDate(to, locale) }),
    none: t('nothing'),
    // Filled in where the ticks are: they change without asking anybody.
    count: t.raw('count'),
    countBoth: t.raw('countBoth'),
    meetings: meetings.map((one) => ({
      ...{ day: dateOf(one.start), time: timeOf(one), showAs: one.showAs, allDay: one.allDay },
    })),
  };
}
