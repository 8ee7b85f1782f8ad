import { clip, type Interval, minutesIn } from './interval';
import { type HoursLevel, openingIn } from './opening';
import { type LocalDate, localDayOf } from './zone';

/** Open time of one date of the calendar; what runs past midnight is the next date's. */
export type OpenPiece = Interval & { date: LocalDate };

/** When it is open within `range`, cut at every midnight of the zone: in order, without overlap. */
export function openByDay(levels: readonly HoursLevel[], range: Interval, timeZone: string): OpenPiece[] {
  const pieces: OpenPiece[] = [];
  for (const stretch of openingIn(levels, range, timeZone).open) {
    const open = clip(stretch, range);
    for (let at = open?.start; open && at && at < open.end; ) {
      const day = localDayOf(at, timeZone);
      const end = day.end < open.end ? day.end : open.end;
      pieces.push({ date: day.date, start: at, end });
      at = end;
    }
  }
  return pieces;
}

/** Real minutes of all pieces together. */
export const openMinutes = (pieces: readonly OpenPiece[]): number =>
  pieces.reduce((sum, piece) => sum + minutesIn(piece), 0);
