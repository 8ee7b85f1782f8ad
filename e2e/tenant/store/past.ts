import type { World } from '../world';
import type { CalendarEvent } from './event-types';
import type { Calendar } from './mailbox';

/** What was there a while ago, for views that see writes late and for delta rows that tell only what changed. */
const MOST_KEPT = 5_000;

/** To be called before a change; kept only while a switch needs it. `before` null: the event is just coming. */
export function keepPast(world: World, calendar: Calendar, event: CalendarEvent, before?: null): void {
  if (!isWanted(world)) return;
  calendar.past ??= [];
  const was = before === null ? null : copyOf(event);
  calendar.past.push({ at: world.clock.now(), seq: calendar.seq, key: event.key, before: was });
  if (calendar.past.length > MOST_KEPT) calendar.past.splice(0, MOST_KEPT / 5);
}

/** The calendar as it stood at an instant, in a copy; itself when nothing has happened since. */
export function calendarAt(calendar: Calendar, atMs: number): Calendar {
  const undone = calendar.past?.filter((state) => state.at > atMs) ?? [];
  const first = undone[0];
  if (!first) return calendar;
  const events = new Map(calendar.events);
  for (const { key, before } of undone.reverse()) {
    if (before) events.set(key, before);
    else events.delete(key);
  }
  const tombstones = calendar.tombstones.filter(({ seq }) => seq <= first.seq);
  return { ...calendar, events, tombstones, seq: first.seq };
}

/** The newest state of an event that was already there when the calendar stood at `seq`. */
export function stateAtSeq(calendar: Calendar, key: string, seq: number): CalendarEvent | null {
  const states = calendar.past?.filter((state) => state.key === key && state.before && state.before.seq <= seq) ?? [];
  return states.at(-1)?.before ?? null;
}

function isWanted({ behaviour, faults }: World): boolean {
  return (
    behaviour.get('viewsSeeWritesAfterMs') > 0 ||
    faults.waitsFor('lateVisibilityMs') ||
    behaviour.get('scheduleSeesWritesAfterMs') > 0 ||
    behaviour.get('attendantSeesWritesAfterMs') > 0 ||
    behaviour.get('deltaRows') === 'changed members'
  );
}

/** Fields are replaced and never written into; the collections are written into. */
function copyOf(event: CalendarEvent): CalendarEvent {
  return {
    ...event,
    exceptions: new Map(event.exceptions),
    removedDates: new Set(event.removedDates),
    properties: new Map(event.properties),
  };
}
