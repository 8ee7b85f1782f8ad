import { WEEKDAYS, type Weekday } from '../calendar/days';
import { instancesBetween } from '../calendar/occurrences';
import { resolveZone } from '../calendar/zones';
import type { CalendarEvent } from '../store/event-types';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import { calendarAt } from '../store/past';
import type { World } from '../world';
import { type Occupied, spanOf, type WorkHours } from './attendant-rules';

const CLOSING = new Set(['busy', 'tentative', 'oof']);
const A_DAY_MS = 86_400_000;

/**
 * The room's calendar as its attendant sees it: its own decisions at once, what was written directly only after a
 * while (V8), and nothing of what it has yet to decide.
 */
export function occupiedIn(world: World, room: Mailbox, exceptUid: string) {
  const zone = zoneOf(room);
  const present = defaultCalendar(room);
  const lagMs = world.behaviour.get('attendantSeesWritesAfterMs');
  const written = lagMs > 0 ? calendarAt(present, world.clock.now() - lagMs) : present;
  const seen = [
    ...[...present.events.values()].filter((event) => !event.isOrganizer && !event.isUndecided),
    ...[...written.events.values()].filter((event) => event.isOrganizer),
  ].filter((event) => event.iCalUId !== exceptUid);
  return (fromMs: number, toMs: number): Occupied[] => seen.flatMap((event) => closedBy(event, zone, fromMs, toMs));
}

export function zoneOf(room: Mailbox): string {
  return resolveZone(room.timeZone) ?? 'UTC';
}

export function workHoursOf({ choices }: Mailbox): WorkHours {
  const days = choices?.workDays ?? WEEKDAYS.slice(1, 6);
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  return {
    days: days.map((name) => WEEKDAYS.indexOf(name.toLowerCase() as Weekday)),
    fromMinutes: minutes(choices?.workFrom ?? '08:00'),
    toMinutes: minutes(choices?.workTo ?? '17:00'),
  };
}

/** Full days float, so a day more is looked at on either side. */
function closedBy(event: CalendarEvent, zone: string, fromMs: number, toMs: number): Occupied[] {
  return instancesBetween(event, fromMs - A_DAY_MS, toMs + A_DAY_MS)
    .filter(({ fields, isCancelled, date }) => {
      const status = (date && event.exceptions.get(date)?.responseStatus) || event.responseStatus;
      return CLOSING.has(fields.showAs) && !isCancelled && status.response !== 'declined';
    })
    .map(({ fields }) => ({ ...spanOf(fields, zone), organizer: event.organizer.name }));
}
