import type { World } from '../world';
import type { CalendarEvent } from './event-types';
import { newKey } from './item-ids';
import { type Calendar, defaultCalendar, type Mailbox, type PutAway } from './mailbox';
import { keepPast } from './past';
import { stamp } from './stamp';

/** Deleted Items and the archive: what left the calendar and may come back. */
const MOST_KEPT = 500;

/** Moving an item gives it a new rest id; the archive is another mailbox, so that nothing of its ids stays. */
export function putAway(world: World, mailbox: Mailbox, event: CalendarEvent, folder: PutAway['folder']): void {
  mailbox.putAway ??= [];
  const oldRestKey = event.folderKey;
  mailbox.putAway.push({ event: { ...event }, folder, at: world.clock.now(), oldRestKey });
  if (mailbox.putAway.length > MOST_KEPT) mailbox.putAway.splice(0, MOST_KEPT / 5);
}

/** By the immutable key or the rest key it had in the calendar; the newest first. */
export function findPutAway(mailbox: Mailbox, key: string): PutAway | undefined {
  return mailbox.putAway?.findLast(({ event, oldRestKey }) => event.key === key || oldRestKey === key);
}

/** Back to the calendar it came from, or to the default one when that is gone. */
export function bringBack(world: World, mailbox: Mailbox, item: PutAway): CalendarEvent {
  const calendar = mailbox.calendars.get(item.event.calendarId) ?? defaultCalendar(mailbox);
  mailbox.putAway = mailbox.putAway?.filter((other) => other !== item) ?? [];
  const { event } = item;
  const isNew = item.folder === 'archive' || world.behaviour.get('restoredImmutableId') === 'new';
  if (isNew || mailbox.byKey.has(event.key)) giveNewKey(world, mailbox, event);
  event.folderKey = newKey(world.ids, mailbox);
  placeIn(world, mailbox, event, calendar);
  return event;
}

/** Whoever repeats the create by its transactionId still means this event. */
function giveNewKey(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  const old = event.key;
  event.key = newKey(world.ids, mailbox);
  for (const memory of mailbox.transactions.values()) if (memory.eventKey === old) memory.eventKey = event.key;
}

/** An event that has its keys enters a calendar, as new there. */
export function placeIn(world: World, mailbox: Mailbox, event: CalendarEvent, calendar: Calendar): void {
  keepPast(world, calendar, event, null);
  event.calendarId = calendar.id;
  delete event.bornSeq;
  calendar.events.set(event.key, event);
  mailbox.byKey.set(event.key, event);
  mailbox.byKey.set(event.folderKey, event);
  stamp(world, mailbox, event);
  world.changed({ kind: 'created', mailbox, calendar, event });
}
