import type { Calendar } from '../store/mailbox';
import { calendarAt } from '../store/past';
import type { World } from '../world';

/** A calendar as lists and views show it: as it is, or by a switch as it was a moment ago. */
export function calendarSeen(world: World, calendar: Calendar): Calendar {
  return lateBy(world, calendar, world.behaviour.get('viewsSeeWritesAfterMs'));
}

/** Free/busy has a delay of its own. */
export function calendarInSchedules(world: World, calendar: Calendar): Calendar {
  return lateBy(world, calendar, world.behaviour.get('scheduleSeesWritesAfterMs'));
}

function lateBy(world: World, calendar: Calendar, delayMs: number): Calendar {
  return delayMs === 0 ? calendar : calendarAt(calendar, world.clock.now() - delayMs);
}
