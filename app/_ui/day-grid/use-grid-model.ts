import { useCallback, useMemo } from 'react';
import { formatDuration, formatTime, formatTimeRange } from '@/lib/messages/format';
import { bookingHref } from './booking-href';
import { type Cell, columnMinutes, spaceCells } from './cells';
import type { DayGridProps, GridSpace } from './types';

export type GridRowModel = { space: GridSpace; cells: Cell[] };

/** What the grid draws, worked out once a day: its rows, and how minutes are written and linked. */
export function useGridModel(props: DayGridProps) {
  const { timeZone, locale, dayStartAt, minutes, ticks, stepMinutes, spaces, selectHref } = props;
  const instant = useCallback((minute: number) => new Date(Date.parse(dayStartAt) + minute * 60_000), [dayStartAt]);
  const timeOf = useCallback(
    (minute: number) => formatTime(instant(minute), { locale, timeZone }),
    [instant, locale, timeZone],
  );
  const rangeOf = (from: number, to: number) => formatTimeRange(instant(from), instant(to), { locale, timeZone });
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
    () => spaces.map((space) => ({ space, cells: spaceCells(space, minutes, stepMinutes) })),
    [spaces, minutes, stepMinutes],
  );
  return { rows, column, instant, timeOf, rangeOf, durationOf, hrefOf };
}
