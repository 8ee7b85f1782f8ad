import type { CalendarEvent, EventFields, Status } from '../store/event-types';
import { DAY_MS, dateOfDay, dayOfDate } from './days';
import { datesOfSeries, isDateOfSeries, type Recurrence } from './pattern';
import { instantOf, resolveZone, wallOf } from './zones';

/** One appearance of an event in time, or its master. */
export type Instance = {
  event: CalendarEvent;
  type: 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster';
  /** The original date, for an occurrence or exception. */
  date: string | null;
  originalStartMs: number | null;
  fields: EventFields;
  changeKey: string;
  modifiedMs: number;
  isCancelled: boolean;
  /** An answer to this occurrence alone. */
  responseStatus?: Status;
};

export function wholeEvent(event: CalendarEvent): Instance {
  const { fields, changeKey, modifiedMs, isCancelled } = event;
  const type = event.recurrence ? 'seriesMaster' : 'singleInstance';
  return { event, type, date: null, originalStartMs: null, fields, changeKey, modifiedMs, isCancelled };
}

/** What of this event lies in the span: itself, or its occurrences and exceptions; never the master. */
export function instancesBetween(event: CalendarEvent, fromMs: number, toMs: number): Instance[] {
  if (!event.recurrence) return overlaps(event.fields, fromMs, toMs) ? [wholeEvent(event)] : [];
  const found: Instance[] = [];
  for (const date of datesNear(event, event.recurrence, fromMs, toMs)) {
    if (event.removedDates.has(date) || event.exceptions.has(date)) continue;
    const occurrence = plainOccurrence(event, event.recurrence, date);
    if (overlaps(occurrence.fields, fromMs, toMs)) found.push(occurrence);
  }
  for (const date of event.exceptions.keys()) {
    const exception = instanceOn(event, date);
    if (exception && overlaps(exception.fields, fromMs, toMs)) found.push(exception);
  }
  return found.sort((a, b) => a.fields.startMs - b.fields.startMs);
}

export function instanceOn(event: CalendarEvent, date: string): Instance | null {
  if (!event.recurrence || event.removedDates.has(date)) return null;
  const exception = event.exceptions.get(date);
  if (!exception && !isDateOfSeries(event.recurrence, date)) return null;
  const plain = plainOccurrence(event, event.recurrence, date);
  return exception ? { ...plain, ...exception, type: 'exception' } : plain;
}

/** The zone in which a series repeats; a full day floats. */
export function seriesZone(event: Pick<CalendarEvent, 'fields' | 'recurrence'>): string {
  if (event.fields.isAllDay) return 'UTC';
  return resolveZone(event.recurrence?.range.recurrenceTimeZone || event.fields.startZone) ?? 'UTC';
}

export function overlaps(span: { startMs: number; endMs: number }, fromMs: number, toMs: number): boolean {
  const isMoment = span.startMs === span.endMs;
  return span.startMs < toMs && (isMoment ? span.startMs >= fromMs : span.endMs > fromMs);
}

function plainOccurrence(event: CalendarEvent, recurrence: Recurrence, date: string): Instance {
  const zone = seriesZone({ fields: event.fields, recurrence });
  const masterWall = wallOf(zone, event.fields.startMs);
  const lengthMs = wallOf(zone, event.fields.endMs) - masterWall;
  const wall = dayOfDate(date) * DAY_MS + (((masterWall % DAY_MS) + DAY_MS) % DAY_MS);
  const startMs = instantOf(zone, wall);
  const { changeKey, modifiedMs, isCancelled } = event;
  return {
    event,
    type: 'occurrence',
    date,
    originalStartMs: startMs,
    fields: { ...event.fields, startMs, endMs: instantOf(zone, wall + lengthMs) },
    changeKey,
    modifiedMs,
    isCancelled,
  };
}

function datesNear(event: CalendarEvent, recurrence: Recurrence, fromMs: number, toMs: number): string[] {
  const lengthDays = Math.ceil((event.fields.endMs - event.fields.startMs) / DAY_MS);
  const fromDay = Math.floor(fromMs / DAY_MS) - lengthDays - 1;
  return datesOfSeries(recurrence, fromDay, Math.ceil(toMs / DAY_MS) + 1);
}

/** The wall time of an instant where the series lives. */
export function wallInSeries(event: CalendarEvent, atMs: number): number {
  return wallOf(seriesZone(event), atMs);
}

/** The dates of the occurrences just before and after one, which it may not pass. */
export function neighbours(event: CalendarEvent, date: string): { before: string | null; after: string | null } {
  if (!event.recurrence) return { before: null, after: null };
  const day = dayOfDate(date);
  const kept = (dates: string[]) => dates.filter((one) => !event.removedDates.has(one));
  const before = kept(datesOfSeries(event.recurrence, day - 800, day - 1)).at(-1) ?? null;
  const after = kept(datesOfSeries(event.recurrence, day + 1, day + 800))[0] ?? null;
  return { before: shownDate(event, before), after: shownDate(event, after) };
}

function shownDate(event: CalendarEvent, date: string | null): string | null {
  const exception = date ? event.exceptions.get(date) : undefined;
  if (!exception) return date;
  return dateOfDay(Math.floor(wallOf(seriesZone(event), exception.fields.startMs) / DAY_MS));
}
