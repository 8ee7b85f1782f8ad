import { DAY_MS, dateOfDay, dayOfDate } from '../../calendar/days';
import { wallOf } from '../../calendar/zones';
import type { EventFields } from '../../store/event-types';
import { readDate } from './week-days';

/** A place in the week where something was let go: a date, and a time of day where hours matter. */
export type Drop = { date: string; time: string };
type Times = Pick<EventFields, 'isAllDay' | 'startMs' | 'endMs'>;
type Moved = { start: Record<string, string>; end: Record<string, string> };

const LONGEST_DAYS = 366;

/** The event begins there and is as long as before, by the clock on the wall; a full day keeps to dates. */
export function movedTo(fields: Times, zone: string, timeZone: string, drop: Drop): Moved | string {
  const wall = wallOfDrop(drop, fields.isAllDay);
  if (typeof wall === 'string') return wall;
  const { start, end } = wallTimes(fields, zone);
  return times(wall, wall + (end - start), timeZone);
}

/** The event ends there; its beginning stays. */
export function resizedTo(fields: Times, zone: string, timeZone: string, drop: Drop): Moved | string {
  if (fields.isAllDay) return 'An event that lasts all day has no end time to drag. Open it to change its last day.';
  const wall = wallOfDrop(drop, false);
  if (typeof wall === 'string') return wall;
  const { start } = wallTimes(fields, zone);
  if (wall <= start) return 'The end is not after the start.';
  if (wall - start > LONGEST_DAYS * DAY_MS) return 'This would be longer than a year.';
  return times(start, wall, timeZone);
}

function wallOfDrop({ date, time }: Drop, isAllDay: boolean): number | string {
  if (!readDate(date)) return `"${date}" is no date.`;
  const midnight = dayOfDate(date) * DAY_MS;
  if (isAllDay) return midnight;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) return `"${time}" is no time of day.`;
  return midnight + (Number(match[1]) * 60 + Number(match[2])) * 60_000;
}

function wallTimes({ isAllDay, startMs, endMs }: Times, zone: string) {
  const wall = (ms: number) => (isAllDay ? ms : wallOf(zone, ms));
  return { start: wall(startMs), end: wall(endMs) };
}

function times(start: number, end: number, timeZone: string): Moved {
  const text = (wall: number) => {
    const day = Math.floor(wall / DAY_MS);
    return { dateTime: `${dateOfDay(day)}T${new Date(wall).toISOString().slice(11, 19)}`, timeZone };
  };
  return { start: text(start), end: text(end) };
}
