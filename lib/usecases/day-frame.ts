import { addMinutes, type Interval, includes, minutesBetween } from '@/lib/time/interval';
import { clockMultiples, datesBetween, localDateOf, localDay, wallMinute, whichOfTwo } from '@/lib/time/zone';

/** From the full hour before the first opening to the full hour after the last closing, by the wall clock. */
export function widthOf(stretches: readonly Interval[], timeZone: string): Interval | null {
  if (stretches.length === 0) return null;
  const start = new Date(Math.min(...stretches.map((one) => one.start.getTime())));
  const end = new Date(Math.max(...stretches.map((one) => one.end.getTime())));
  const over = wallMinute(end, timeZone) % 60;
  return {
    start: addMinutes(start, -(wallMinute(start, timeZone) % 60)),
    end: over ? addMinutes(end, 60 - over) : end,
  };
}

/** Every full hour of the wall clock in a frame; of two with one name, which. */
export const fullHoursIn = (frame: Interval, timeZone: string) =>
  datesBetween(localDateOf(frame.start, timeZone), localDateOf(frame.end, timeZone))
    .flatMap((date) => clockMultiples(localDay(date, timeZone), 60, timeZone))
    .filter((at) => includes(frame, at))
    .map((at) => ({ minute: minutesBetween(frame.start, at), at, which: whichOfTwo(at, timeZone) }));
