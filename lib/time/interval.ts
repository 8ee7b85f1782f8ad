/** Half-open: `start` belongs to it, `end` does not. 10:00–11:00 and 11:00–12:00 do not meet. Always UTC instants. */
export type Interval = { start: Date; end: Date };

export const MINUTE_MS = 60_000;
/** Twenty-four hours, not a day of the calendar: those may be an hour longer or shorter. */
export const DAY_MS = 1440 * MINUTE_MS;

export const addMinutes = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);

/** Real minutes from `from` to `to`, whatever clocks were changed between; negative when `to` is earlier. */
export const minutesBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / MINUTE_MS;

export const minutesIn = ({ start, end }: Interval) => minutesBetween(start, end);

// By their numbers: comparing dates as objects is many times slower, and a day grid asks hundred thousands of times.
export const isBefore = (a: Date, b: Date) => a.getTime() < b.getTime();

export const overlaps = (a: Interval, b: Interval) =>
  a.start.getTime() < b.end.getTime() && b.start.getTime() < a.end.getTime();

export const contains = (outer: Interval, inner: Interval) =>
  outer.start.getTime() <= inner.start.getTime() && inner.end.getTime() <= outer.end.getTime();

export const includes = ({ start, end }: Interval, at: Date) =>
  start.getTime() <= at.getTime() && at.getTime() < end.getTime();

export const sameInterval = (a: Interval, b: Interval) =>
  a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();

export const widen = ({ start, end }: Interval, beforeMinutes: number, afterMinutes: number): Interval => ({
  start: addMinutes(start, -beforeMinutes),
  end: addMinutes(end, afterMinutes),
});

/** The part of `interval` inside `frame`, or null. */
export function clip(interval: Interval, frame: Interval): Interval | null {
  const start = isBefore(frame.start, interval.start) ? interval.start : frame.start;
  const end = isBefore(interval.end, frame.end) ? interval.end : frame.end;
  return isBefore(start, end) ? { start, end } : null;
}

/** In order, without overlap; stretches that touch become one. Empty and reversed ones are left out. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  const inOrder = intervals
    .filter(({ start, end }) => isBefore(start, end))
    .sort((a, b) => a.start.getTime() - b.start.getTime());
  for (const { start, end } of inOrder) {
    const last = merged.at(-1);
    if (!last || isBefore(last.end, start)) merged.push({ start, end });
    else if (isBefore(last.end, end)) last.end = end;
  }
  return merged;
}

/** What is left of `intervals` without `holes`, in order. */
export function subtract(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const without = merge(holes);
  return merge(intervals).flatMap((interval) => {
    const left: Interval[] = [];
    let { start } = interval;
    for (const hole of without) {
      if (!overlaps(hole, interval)) continue;
      if (start < hole.start) left.push({ start, end: hole.start });
      if (start < hole.end) start = hole.end;
    }
    if (start < interval.end) left.push({ start, end: interval.end });
    return left;
  });
}
