import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { formatDuration, formatHour, formatTime, formatTimeRange } from '@/lib/messages/format';
import { clockTime } from '../clock-time';
import { ownTimeText } from '../own-time/own-time-text';
import { useOwnZone } from '../own-time/use-own-zone';
import { bookingHref } from './booking-href';
import { type Cell, columnMinutes, spaceCells } from './cells';
import type { DayGridProps, GridSpace } from './types';

export type GridRowModel = { space: GridSpace; cells: Cell[] };

/** What the grid draws, worked out once a day: its rows, and how minutes are written and linked. */
export function useGridModel(props: DayGridProps) {
  const { timeZone, locale, dayStartAt, minutes, ticks, stepMinutes, spaces, selectHref, passedMinutes } = props;
  const [t, ownZone] = [useTranslations('ui.clock'), useOwnZone()];
  const instant = useCallback((minute: number) => new Date(Date.parse(dayStartAt) + minute * 60_000), [dayStartAt]);
  const timeOf = useCallback(
    (minute: number) => clockTime(instant(minute), { locale, timeZone }, t),
    [instant, locale, timeZone, t],
  );
  const rangeOf = (from: number, to: number) => formatTimeRange(instant(from), instant(to), { locale, timeZone });
  /** On the visitor's own clock, where that shows another time. */
  const ownTimeOf = useCallback(
    (minute: number) => ownZone && ownTimeText(instant(minute), null, { locale, timeZone }, ownZone),
    [ownZone, instant, locale, timeZone],
  );
  const ownRangeOf = (from: number, to: number) =>
    ownZone && ownTimeText(instant(from), instant(to), { locale, timeZone }, ownZone);
  /** "7 PM", or "7:30 PM" where the zones are half an hour apart. */
  const ownHourOf = (minute: number) => {
    const place = { locale, timeZone: ownZone ?? timeZone };
    const time = ownTimeOf(minute) && formatTime(instant(minute), place);
    return time?.includes(':00') ? formatHour(instant(minute), place) : time;
  };
  const durationOf = useCallback((length: number) => formatDuration(length, locale), [locale]);
  const hrefOf = useCallback(
    ({ id }: GridSpace, from: number) => bookingHref(selectHref, { id, start: instant(from).toISOString() }),
    [selectHref, instant],
  );
  const column = useMemo(
    () =>
      columnMinutes(
        spaces,
        minutes,
        stepMinutes,
        ticks.map(({ minute }) => minute),
      ),
    [spaces, minutes, stepMinutes, ticks],
  );
  const rows: GridRowModel[] = useMemo(
    () => spaces.map((space) => ({ space, cells: spaceCells(space, minutes, stepMinutes, passedMinutes) })),
    [spaces, minutes, stepMinutes, passedMinutes],
  );
  return { rows, column, instant, timeOf, rangeOf, durationOf, hrefOf, ownTimeOf, ownRangeOf, ownHourOf };
}
