import type { Interval } from './interval';
import {
  addDays,
  clockMultiples,
  type LocalDate,
  localDateOf,
  localDay,
  wallMinute,
  wallTime,
  whichOfTwo,
} from './zone';

/** A date with every instant at which something of it begins or ends, those past its midnight included. */
export type WallDay = { date: LocalDate; times: readonly Date[] };

/** A wall-clock time down the side: an instant that shows it, told apart where an hour comes twice. */
export type WallRow = { at: Date; nextDay: boolean; which: 'only' | 'first' | 'second' };

export type WallCell<T> = Interval & { rows: number; what: T };

/** What there is in a stretch of the day at `place`; null: what stands above goes on. A stretch without length is no time of the day. */
type WhatIs<T> = (place: number, stretch: Interval, above: WallCell<T> | undefined) => T | null;

/**
 * Days across, the wall clock down: each row is a time as the clock shows it, whatever the date. A time that a day does
 * not have (spring) belongs to the cell before; one that comes twice (autumn) has two rows, of which other days have the
 * first. Hours past midnight stand below the midnight of their day (libcal-domain §2.4). Each row is covered once a day.
 */
export function wallWeek<T>(
  days: readonly WallDay[],
  timeZone: string,
  whatIs: WhatIs<T>,
): { rows: WallRow[]; days: WallCell<T>[][] } {
  const marks = days.map(({ date, times }) => inOrder(times).map((time) => markOf(new Date(time), date, timeZone)));
  const rows = rowsOf(marks.flat());
  return {
    rows: rows.map(({ at, which, nextDay }) => ({ at, which, nextDay })),
    days: days.map(({ date }, place) =>
      cellsOf<T>({ date, rows, marks: marks[place] ?? [], timeZone }, (stretch, above) =>
        whatIs(place, stretch, above),
      ),
    ),
  };
}

/** The clock multiples of a date and of the night after it that lie within a stretch, its end included. */
export const clockTimes = (date: LocalDate, { start, end }: Interval, stepMinutes: number, timeZone: string): Date[] =>
  [date, addDays(date, 1)]
    .flatMap((one) => clockMultiples(localDay(one, timeZone), stepMinutes, timeZone))
    .filter((at) => start <= at && at <= end);

const DAY_MINUTES = 1440;

type Mark = WallRow & { key: string; order: readonly [hour: number, pass: number, minute: number] };

const inOrder = (times: readonly Date[]) => [...new Set(times.map((at) => at.getTime()))].sort((a, b) => a - b);

const byClock = ({ order: a }: Mark, { order: b }: Mark) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** All times that some day has, in the order of the clock; with the last of them nothing begins. */
function rowsOf(marks: readonly Mark[]): Mark[] {
  const keys = new Map<string, Mark>();
  for (const mark of marks) {
    const known = keys.get(mark.key);
    if (!known || (known.which === 'only' && mark.which !== 'only')) keys.set(mark.key, mark);
  }
  return [...keys.values()].sort(byClock).slice(0, -1);
}

/** The hour that comes twice stands in the table twice: all of its first pass, then all of its second. */
function markOf(at: Date, date: LocalDate, timeZone: string): Mark {
  const which = whichOfTwo(at, timeZone);
  const minute = wallMinute(at, timeZone) + (localDateOf(at, timeZone) > date ? DAY_MINUTES : 0);
  const order = [Math.floor(minute / 60), which === 'second' ? 1 : 0, minute] as const;
  return { key: order.join(), order, at, which, nextDay: minute >= DAY_MINUTES };
}

type Frame = { date: LocalDate; timeZone: string; rows: readonly Mark[]; marks: readonly Mark[] };

function cellsOf<T>(
  { date, rows, marks, timeZone }: Frame,
  whatIs: (stretch: Interval, above: WallCell<T> | undefined) => T | null,
): WallCell<T>[] {
  const places = new Map(marks.map(({ key }, place) => [key, place]));
  const cells: WallCell<T>[] = [];
  for (const row of rows) {
    const above = cells.at(-1);
    const place = places.get(row.key);
    const [from, to] = place === undefined ? [] : [marks[place]?.at, marks[place + 1]?.at];
    const isInside = marks.some((mark) => byClock(mark, row) < 0) && marks.some((mark) => byClock(mark, row) > 0);
    if (above && !from && isInside) {
      // A time that this day does not have: the one before lasts until the next.
      above.rows += 1;
      continue;
    }
    const at = from ?? wallTime(date, row.order[2], timeZone);
    const stretch = { start: at, end: to ?? at };
    const what = whatIs(stretch, above);
    if (what !== null) cells.push({ ...stretch, rows: 1, what });
    else if (above) {
      above.rows += 1;
      above.end = stretch.end;
    }
  }
  return cells;
}
