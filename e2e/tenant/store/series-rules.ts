import { DAY_MS, dateOfDay, dayOfDate } from '../calendar/days';
import { seriesZone } from '../calendar/occurrences';
import { firstDateOfSeries, type Recurrence } from '../calendar/pattern';
import { instantOf, wallOf } from '../calendar/zones';
import type { Attendee, CalendarEvent, EventFields } from './event-types';

const MINUTE_MS = 60_000;

/** A series begins on the first date its own pattern names, on a whole minute. */
export function beginOnFirstDate(event: CalendarEvent): void {
  if (!event.recurrence) return;
  const { fields } = event;
  const first = firstDateOfSeries(event.recurrence);
  const zone = seriesZone(event);
  const wall = wholeMinute(wallOf(zone, fields.startMs));
  const lengthMs = wholeMinute(fields.endMs - fields.startMs);
  const timeOfDay = ((wall % DAY_MS) + DAY_MS) % DAY_MS;
  const startMs = instantOf(zone, first ? dayOfDate(first) * DAY_MS + timeOfDay : wall);
  event.fields = { ...fields, startMs, endMs: startMs + lengthMs };
  if (first) event.recurrence = withStartDate(event.recurrence, first);
}

export function wholeMinute(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

export function startSeriesOn(event: CalendarEvent): void {
  if (!event.recurrence) return;
  const date = dateOfDay(Math.floor(wallOf(seriesZone(event), event.fields.startMs) / DAY_MS));
  event.recurrence = withStartDate(event.recurrence, date);
}

/** A new pattern or time makes new occurrences; what was changed in single ones is lost. */
export function forgetOccurrences(event: CalendarEvent): void {
  event.exceptions.clear();
  event.removedDates.clear();
}

/** A single occurrence keeps what was changed in it; in all else it follows its series. */
export function followMaster(event: CalendarEvent, before: EventFields, changed: Partial<EventFields>): void {
  const { startMs, endMs, attendees, ...plain } = changed;
  const names = Object.keys(plain) as (keyof typeof plain)[];
  for (const [date, exception] of event.exceptions) {
    const follows = names.filter((name) => isSame(exception.fields[name], before[name]));
    const followed = Object.fromEntries(follows.map((name) => [name, plain[name]]));
    const invited = attendees ? { attendees: sameChange(exception.fields.attendees, before.attendees, attendees) } : {};
    event.exceptions.set(date, { ...exception, fields: { ...exception.fields, ...followed, ...invited } });
  }
}

function sameChange(own: Attendee[], before: Attendee[], after: Attendee[]): Attendee[] {
  const has = (list: Attendee[], { person }: Attendee) =>
    list.some((one) => one.person.address.toLowerCase() === person.address.toLowerCase());
  const kept = own.filter((one) => !has(before, one) || has(after, one));
  return [...kept, ...after.filter((one) => !has(before, one) && !has(own, one))];
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function withStartDate(recurrence: Recurrence, startDate: string): Recurrence {
  return { pattern: recurrence.pattern, range: { ...recurrence.range, startDate } };
}
