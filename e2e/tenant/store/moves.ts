import type { World } from '../world';
import type { CalendarEvent, TimeSpan } from './event-types';
import { addEvent } from './events';
import { newKey } from './item-ids';
import { bury, type Calendar, calendarOf, type Mailbox } from './mailbox';
import { keepPast } from './past';
import { placeIn, putAway } from './put-away';

/** To another calendar of the mailbox: the rest id changes, the immutable one stays. */
export function moveEvent(world: World, mailbox: Mailbox, event: CalendarEvent, target: Calendar): void {
  const source = calendarOf(mailbox, event);
  if (source === target) return;
  keepPast(world, source, event);
  source.events.delete(event.key);
  mailbox.byKey.delete(event.folderKey);
  bury(source, event, null);
  world.changed({ kind: 'deleted', mailbox, calendar: source, event });
  event.folderKey = newKey(world.ids, mailbox);
  placeIn(world, mailbox, event, target);
}

/**
 * A person copies an event: an appointment of their own, with new ids and nobody invited. What it keeps of the marks
 * that programs set is an open point (V7).
 */
export function copyEvent(
  world: World,
  mailbox: Mailbox,
  event: CalendarEvent,
  target: Calendar,
  to?: TimeSpan,
): CalendarEvent {
  const keeps = world.behaviour.get('humanCopyKeeps');
  const alone = <Fields extends { attendees: unknown[] }>(fields: Fields) => ({ ...fields, attendees: [] });
  const exceptions = [...event.exceptions].map(([date, { responseStatus, ...one }]) => {
    return [date, { ...one, fields: alone(one.fields) }] as const;
  });
  return addEvent(world, mailbox, target, {
    fields: { ...alone(event.fields), ...to },
    recurrence: event.recurrence,
    isCancelled: event.isCancelled,
    ...(to ? {} : { exceptions: new Map(exceptions), removedDates: new Set(event.removedDates) }),
    ...(keeps === 'nothing' ? {} : { properties: new Map(event.properties) }),
    ...(keeps === 'marker and transactionId' ? { transactionId: event.transactionId } : {}),
  });
}

/** A calendar goes with all that is in it; its events lie in Deleted Items. The default one cannot go. */
export function removeCalendar(world: World, mailbox: Mailbox, calendar: Calendar): void {
  if (calendar.isDefault) throw new Error('the default calendar cannot be removed');
  for (const event of calendar.events.values()) {
    mailbox.byKey.delete(event.key);
    mailbox.byKey.delete(event.folderKey);
    world.changed({ kind: 'deleted', mailbox, calendar, event });
    putAway(world, mailbox, event, 'deleted');
  }
  mailbox.calendars.delete(calendar.id);
}
