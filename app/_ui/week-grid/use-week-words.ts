import { useTranslations } from 'next-intl';
import { formatShortDate, formatTime, formatTimeRange } from '@/lib/messages/format';
import { ownTimeText } from '../own-time/own-time-text';
import { useOwnZone } from '../own-time/use-own-zone';
import type { WeekGridCell, WeekGridProps } from './types';

/** How the week writes its times, and where its cells lead. */
export function useWeekWords({ spaceId, timeZone, locale }: Pick<WeekGridProps, 'spaceId' | 'timeZone' | 'locale'>) {
  const [t, ownZone] = [useTranslations('ui'), useOwnZone()];
  const place = { locale, timeZone };
  const ownTimeOf = (at: Date) => ownZone && ownTimeText(at, null, place, ownZone);
  const timeOf = (at: Date, which: 'only' | 'first' | 'second' = 'only') =>
    which === 'only' ? formatTime(at, place) : t(`week.${which}`, { time: formatTime(at, place) });
  /** Told in full, for those who hear a cell away from its row and column. */
  const nameOf = ({ kind, start, end, offers }: WeekGridCell) => {
    const day = formatShortDate(start, place);
    const [offer] = offers;
    if (offer) {
      const until = formatTime(new Date(start.getTime() + offer.maxMinutes * 60_000), place);
      const what = t('week.free', { day, time: formatTime(start, place), until });
      const own = ownTimeOf(start);
      return own ? t('grid.withOwn', { what, time: own }) : what;
    }
    if (kind === 'closed') return t('week.closed', { day, time: formatTime(start, place) });
    return t(`week.${kind}`, { day, range: formatTimeRange(start, end, place) });
  };
  const hrefOf = (start: Date, end?: Date) =>
    `/spaces/${spaceId}?start=${start.toISOString()}${end ? `&end=${end.toISOString()}` : ''}#book`;
  return { t, timeOf, ownTimeOf, nameOf, hrefOf };
}
