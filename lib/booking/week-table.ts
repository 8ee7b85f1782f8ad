import { type Interval, overlaps } from '@/lib/time/interval';
import { clockTimes, type WallRow, wallWeek } from '@/lib/time/wall-week';
import type { LocalDate } from '@/lib/time/zone';
import type { ClosedTime, Offer } from './types';

/** What one day of one space is like: its opening that belongs to the date, what is taken, what is on offer. */
export type WeekDay = { date: LocalDate; open: Interval[]; taken: ClosedTime[]; offers: Offer[] };

/** 'other': open, taken by nobody, and not on offer; 'over': past. */
export type WeekCellKind = 'free' | 'taken' | 'closed' | 'other' | 'over';

/** One cell and how many rows it spans. `offers`: those that begin with it; several only where periods begin together. */
export type WeekCell = Interval & { kind: WeekCellKind; rows: number; offers: Offer[] };

/** `days`: one list of cells a day, each row covered once. */
export type WeekTable = { rows: WallRow[]; days: WeekCell[][] };

type What = Pick<WeekCell, 'kind' | 'offers'>;

/** The week of a space, laid out as `wallWeek` says: cells of time alike are one, each start on offer is its own. */
export function weekTable(days: readonly WeekDay[], stepMinutes: number, timeZone: string, now: Date): WeekTable {
  const timed = days.map((day) => ({ date: day.date, times: timesOf(day, stepMinutes, timeZone) }));
  const { rows, days: laid } = wallWeek<What>(timed, timeZone, (place, stretch, above) => {
    const day = days[place];
    if (!day) return null;
    const isTime = stretch.start < stretch.end;
    const offers = isTime ? day.offers.filter(({ start }) => start.getTime() === stretch.start.getTime()) : [];
    const kind = offers.length > 0 ? 'free' : kindOf(day, stretch, now);
    const before = above?.what.kind;
    const goesOn = kind === 'reach' ? before === 'free' : before === kind && kind !== 'free';
    return goesOn ? null : { kind: kind === 'reach' ? 'other' : kind, offers };
  });
  return { rows, days: laid.map((cells) => cells.map(({ what, ...cell }) => ({ ...cell, ...what }))) };
}

/** Every boundary of a day: clock multiples while it is open, its openings and closings, and starts on offer. */
function timesOf({ date, open, offers }: WeekDay, stepMinutes: number, timeZone: string): Date[] {
  const [first, last] = [open[0], open.at(-1)];
  if (!first || !last) return [];
  const within = clockTimes(date, { start: first.start, end: last.end }, stepMinutes, timeZone);
  const edges = open.flatMap(({ start, end }) => [start, end]);
  return [...within, ...edges, ...offers.map(({ start }) => start)];
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
