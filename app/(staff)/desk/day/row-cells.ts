import type { Bar, DaySpace, Stretch } from './types';

/** Columns of the table; a time between two is drawn in the earlier. */
export const COLUMN_MINUTES = 5;

/** One table cell of a space's day. */
export type DeskCell = Stretch & ({ kind: 'booking'; bar: Bar } | { kind: 'outlook' | 'other' | 'closed' | 'free' });

/** Cells that cover the day once, in order: bookings, what else closes the space, hours when it is shut, and what is free. */
export function rowCells({ bars, closed, open }: DaySpace, minutes: number): DeskCell[] {
  const shut = shutTime(open, minutes).map((one) => ({ ...one, kind: 'closed' as const }));
  const booked = bars.map((bar) => ({ from: bar.from, to: bar.to, kind: 'booking' as const, bar }));
  const taken = cover([], booked, minutes);
  return fill(cover(cover(taken, closed, minutes), shut, minutes), minutes);
}

const column = (minute: number) => Math.floor(minute / COLUMN_MINUTES) * COLUMN_MINUTES;

/** What of `more` lies between the cells that are there already; those go first. */
function cover(cells: readonly DeskCell[], more: readonly DeskCell[], minutes: number): DeskCell[] {
  const all = [...cells];
  for (const one of more) {
    let from = column(one.from);
    const to = Math.min(minutes, Math.max(from + COLUMN_MINUTES, column(one.to)));
    for (const other of [...all].sort(byStart)) {
      if (other.to <= from || other.from >= to) continue;
      if (other.from > from) all.push({ ...one, from, to: other.from });
      from = other.to;
    }
    if (from < to) all.push({ ...one, from, to });
  }
  return all.sort(byStart);
}

const byStart = (a: Stretch, b: Stretch) => a.from - b.from;

function fill(cells: readonly DeskCell[], minutes: number): DeskCell[] {
  const filled: DeskCell[] = [];
  let reached = 0;
  for (const cell of cells) {
    if (cell.from > reached) filled.push({ kind: 'free', from: reached, to: cell.from });
    filled.push(cell);
    reached = cell.to;
  }
  return reached < minutes ? [...filled, { kind: 'free', from: reached, to: minutes }] : filled;
}

function shutTime(open: readonly Stretch[], minutes: number): Stretch[] {
  const shut: Stretch[] = [];
  let reached = 0;
  for (const { from, to } of [...open].sort(byStart)) {
    if (from > reached) shut.push({ from: reached, to: from });
    reached = Math.max(reached, to);
  }
  return reached < minutes ? [...shut, { from: reached, to: minutes }] : shut;
}
