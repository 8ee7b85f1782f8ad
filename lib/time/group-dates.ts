import type { WallSpan } from './opening';
import { addDays, type LocalDate } from './zone';

type Day = { date: LocalDate; spans: WallSpan[]; note: string };

/** Dates in a row that say the same, as one; both ends included. */
export type DateGroup = Omit<Day, 'date'> & { from: LocalDate; to: LocalDate };

/** Days in order of date: a holiday of two weeks is one line, not fourteen. */
export function groupDates(days: readonly Day[]): DateGroup[] {
  const groups: DateGroup[] = [];
  for (const { date, spans, note } of days) {
    const last = groups.at(-1);
    if (last && addDays(last.to, 1) === date && last.note === note && sameSpans(last.spans, spans)) last.to = date;
    else groups.push({ from: date, to: date, spans, note });
  }
  return groups;
}

export const sameSpans = (a: readonly WallSpan[], b: readonly WallSpan[]): boolean =>
  a.length === b.length &&
  a.every(
    ({ opensMinute, closesMinute }, at) => b[at]?.opensMinute === opensMinute && b[at]?.closesMinute === closesMinute,
  );
