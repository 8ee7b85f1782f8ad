import type { World } from '../world';
import { changeKeyText } from './change-key';
import type { CalendarEvent } from './event-types';
import { calendarOf, type Mailbox } from './mailbox';
import { keepPast } from './past';

/** What every stored change of an event does beside the change itself. */
export function stamp(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  const calendar = calendarOf(mailbox, event);
  calendar.seq += 1;
  event.seq = calendar.seq;
  event.bornSeq ??= calendar.seq;
  event.changeKey = newChangeKey(world);
  event.modifiedMs = world.clock.now();
}

export function newChangeKey(world: World): string {
  return changeKeyText(world.ids, 38);
}

export function announceUpdate(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  const calendar = calendarOf(mailbox, event);
  const times = world.behaviour.get('notificationsPerUpdate');
  for (let i = 0; i < times; i += 1) world.changed({ kind: 'updated', mailbox, calendar, event });
}

/** Exchange rewrites a new item by itself, without a visible change. */
export function scheduleChurn(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  if (world.behaviour.get('etagChurn') === 'off') return;
  world.clock.schedule(world.clock.now() + world.chance.int(1500, 5000), () => {
    if (mailbox.byKey.get(event.key) !== event) return;
    keepPast(world, calendarOf(mailbox, event), event);
    stamp(world, mailbox, event);
    world.changed({ kind: 'updated', mailbox, calendar: calendarOf(mailbox, event), event });
  });
}
