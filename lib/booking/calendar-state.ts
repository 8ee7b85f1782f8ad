import { showAsOf } from './closes-time';
import type { BookingStatus, CalendarFacts, CalendarState } from './types';

/** The most urgent of what the calendars say. */
const URGENCY = ['not_connected', 'agreed', 'on_its_way', 'needs_person'] as const satisfies CalendarState[];

/**
 * Whether the calendars a booking belongs to show it as it is. A calendar that is switched off (integration inactive,
 * link paused by an admin) is not waited for; one whose connection is broken needs a person. While the promise itself
 * waits for Outlook, it is on its way whatever the rows say.
 */
export function calendarState(status: BookingStatus, calendars: readonly CalendarFacts[]): CalendarState {
  if (status === 'pending_remote') return 'on_its_way';
  const states = calendars.map((calendar) => stateOf(status, calendar));
  return worstOf(states);
}

/** What a person has to know first, of several calendars. */
export const worstOf = (states: readonly CalendarState[]): CalendarState =>
  URGENCY.findLast((state) => states.includes(state)) ?? 'not_connected';

function stateOf(status: BookingStatus, { job, mirror, working, broken }: CalendarFacts): CalendarState {
  if (job === 'dead' || mirror === 'conflict' || mirror === 'detached') return 'needs_person';
  const belongs = showAsOf(status) !== null;
  const there = mirror === 'live';
  const absent = mirror === null || mirror === 'none' || mirror === 'gone';
  if (job === null && (belongs ? there : mirror !== null && absent)) return 'agreed';
  if (broken) return 'needs_person';
  if (!working) return 'not_connected';
  return job === null && mirror === null ? 'not_connected' : 'on_its_way';
}
