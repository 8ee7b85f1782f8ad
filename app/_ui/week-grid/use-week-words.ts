import { useTranslations } from 'next-intl';
import { formatShortDate, formatTimeRange } from '@/lib/messages/format';
import { clockTime } from '../clock-time';
import { ownTimeText } from '../own-time/own-time-text';
import { useOwnZone } from '../own-time/use-own-zone';
import type { WeekGridCell, WeekGridProps } from './types';

/** How the week writes its times, and where its cells lead. */
export function useWeekWords({ spaceId, timeZone, locale }: Pick<WeekGridProps, 'spaceId' | 'timeZone' | 'locale'>) {
  const [t, clock, ownZone] = [useTranslations('ui'), useTranslations('ui.clock'), useOwnZone()];
  const place = { locale, timeZone };
  const ownTimeOf = (at: Date) => ownZone && ownTimeText(at, null, place, ownZone);
  const timeOf = (at: Date) => clockTime(at, place, clock);
  /** Told in full, for those who hear a cell away from its row and column. */
  const nameOf = ({ kind, start, end, offers }: WeekGridCell) => {
    const day = formatShortDate(start, place);
    const [offer] = offers;
    if (offer) {
      const until = timeOf(new Date(start.getTime() + offer.maxMinutes * 60_000));
      const what = t('week.free', { day, time: timeOf(start), until });
      const own = ownTimeOf(start);
      return own ? t('grid.withOwn', { what, time: own }) : what;
    }
    if (kind === 'closed') return t('week.closed', { day, time: timeOf(start) });
    return t(`week.${kind}`, { day, range: formatTimeRange(start, end, place) });
  };
  const hrefOf = (start: Date, end?: Date) =>
    `/spaces/${spaceId}?start=${start.toISOString()}${end ? `&end=${end.toISOString()}` : ''}#book`;
  return { t, timeOf, ownTimeOf, nameOf, hrefOf };
}
