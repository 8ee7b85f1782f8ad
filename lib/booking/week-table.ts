import { type Interval, overlaps } from '@/lib/time/interval';
import {
  addDays,
  clockMultiples,
  type LocalDate,
  localDateOf,
  localDay,
  wallMinute,
  wallTime,
  whichOfTwo,
} from '@/lib/time/zone';
import type { ClosedTime, Offer } from './types';

/** What one day of one space is like: its opening that belongs to the date, what is taken, what is on offer. */
export type WeekDay = { date: LocalDate; open: Interval[]; taken: ClosedTime[]; offers: Offer[] };

/** 'other': open, taken by nobody, and not on offer; 'over': past. */
export type WeekCellKind = 'free' | 'taken' | 'closed' | 'other' | 'over';

/** One cell and how many rows it spans. `offers`: those that begin with it; several only where periods begin together. */
export type WeekCell = Interval & { kind: WeekCellKind; rows: number; offers: Offer[] };

export type WeekTable = {
  /** The wall-clock times down the side: an instant that shows it, told apart where an hour comes twice. */
  rows: { at: Date; nextDay: boolean; which: 'only' | 'first' | 'second' }[];
  /** One list of cells a day, each row covered once. */
  days: WeekCell[][];
};

/**
 * Days across, the wall clock down: each row is a time as the clock shows it, whatever the date. A time that a day does
 * not have (spring) belongs to the cell before; one that comes twice (autumn) has two rows, of which other days have the
 * first. Hours past midnight belong to the day that opened, below its midnight (libcal-domain §2.4).
 */
export function weekTable(days: readonly WeekDay[], stepMinutes: number, timeZone: string, now: Date): WeekTable {
  const marks = days.map((day) => marksOf(day, stepMinutes, timeZone));
  const rows = rowsOf(marks.flat());
  return {
    rows: rows.map(({ at, order, which }) => ({ at, which, nextDay: order[2] >= DAY_MINUTES })),
    days: days.map((day, place) => cellsOf(day, { rows, marks: marks[place] ?? [], timeZone }, now)),
  };
}

const DAY_MINUTES = 1440;

type Mark = {
  key: string;
  order: readonly [hour: number, pass: number, minute: number];
  at: Date;
  which: 'only' | 'first' | 'second';
};

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

/** Every boundary of a day: clock multiples while it is open, its openings and closings, and starts on offer. */
function marksOf({ date, open, offers }: WeekDay, stepMinutes: number, timeZone: string): Mark[] {
  const [first, last] = [open[0], open.at(-1)];
  if (!first || !last) return [];
  const within = [date, addDays(date, 1)]
    .flatMap((one) => clockMultiples(localDay(one, timeZone), stepMinutes, timeZone))
    .filter((at) => first.start <= at && at <= last.end);
  const edges = open.flatMap(({ start, end }) => [start, end]);
  const times = new Set([...within, ...edges, ...offers.map(({ start }) => start)].map((at) => at.getTime()));
  return [...times].sort((a, b) => a - b).map((time) => markOf(new Date(time), date, timeZone));
}

/** The hour that comes twice stands in the table twice: all of its first pass, then all of its second. */
function markOf(at: Date, date: LocalDate, timeZone: string): Mark {
  const which = whichOfTwo(at, timeZone);
  const minute = wallMinute(at, timeZone) + (localDateOf(at, timeZone) > date ? DAY_MINUTES : 0);
  const order = [Math.floor(minute / 60), which === 'second' ? 1 : 0, minute] as const;
  return { key: order.join(), order, at, which };
}

type Frame = { rows: readonly Mark[]; marks: readonly Mark[]; timeZone: string };

function cellsOf(day: WeekDay, { rows, marks, timeZone }: Frame, now: Date): WeekCell[] {
  const places = new Map(marks.map(({ key }, place) => [key, place]));
  const cells: WeekCell[] = [];
  for (const row of rows) {
    const last = cells.at(-1);
    const place = places.get(row.key);
    const [from, to] = place === undefined ? [] : [marks[place]?.at, marks[place + 1]?.at];
    const isInside = marks.some((mark) => byClock(mark, row) < 0) && marks.some((mark) => byClock(mark, row) > 0);
    if (last && !from && isInside) {
      // A time that this day does not have: the one before lasts until the next.
      last.rows += 1;
      continue;
    }
    const at = from ?? wallTime(day.date, row.order[2], timeZone);
    const stretch = { start: at, end: to ?? at };
    const offers = to ? day.offers.filter(({ start }) => start.getTime() === at.getTime()) : [];
    const kind = offers.length > 0 ? 'free' : kindOf(day, stretch, now);
    const goesOn = kind === 'reach' ? last?.kind === 'free' : last?.kind === kind && kind !== 'free';
    if (last && goesOn) {
      last.rows += 1;
      last.end = stretch.end;
    } else cells.push({ ...stretch, kind: kind === 'reach' ? 'other' : kind, rows: 1, offers });
  }
  return cells;
}

/** 'reach': free, but nothing begins there; it belongs to the start before. */
function kindOf({ open, taken, offers }: WeekDay, stretch: Interval, now: Date): WeekCellKind | 'reach' {
  const { start, end } = stretch;
  if (!open.some((one) => overlaps(one, stretch))) return 'closed';
  if (end <= now) return 'over';
  if (taken.some((one) => overlaps(one, stretch))) return 'taken';
  const lasts = (offer: Offer) => offer.start.getTime() + offer.maxMinutes * 60_000;
  return offers.some((offer) => offer.start <= start && end.getTime() <= lasts(offer)) ? 'reach' : 'other';
}
