import type { World } from '../world';
import { newKey } from './item-ids';
import type { Calendar, Mailbox } from './mailbox';

export type MovedParts = { immutableIds?: boolean; calendarIds?: boolean };

/** The mailbox went to another place in the service: rest ids are new, and no delta link holds any more. */
export function mailboxMoved(world: World, mailbox: Mailbox, { immutableIds, calendarIds }: MovedParts): void {
  mailbox.byKey.clear();
  for (const calendar of [...mailbox.calendars.values()]) {
    if (calendarIds) giveCalendarId(world, mailbox, calendar);
    const events = [...calendar.events.values()];
    calendar.events.clear();
    for (const event of events) {
      const oldKey = event.key;
      if (immutableIds) event.key = newKey(world.ids, mailbox);
      event.folderKey = newKey(world.ids, mailbox);
      event.calendarId = calendar.id;
      calendar.events.set(event.key, event);
      mailbox.byKey.set(event.key, event);
      mailbox.byKey.set(event.folderKey, event);
      if (immutableIds) remember(mailbox, oldKey, event.key);
    }
    calendar.tombstones = [];
    delete calendar.past;
    calendar.seq += 1;
    calendar.forgottenBefore = calendar.seq;
  }
}

function giveCalendarId(world: World, mailbox: Mailbox, calendar: Calendar): void {
  const old = calendar.id;
  mailbox.calendars.delete(old);
  calendar.id = old.replace(/.{20}AAA=$/, `${world.ids.token(20)}AAA=`);
  mailbox.calendars.set(calendar.id, calendar);
  for (const subscription of world.subscriptions.values()) {
    if (subscription.mailboxId === mailbox.user.id && subscription.calendarId === old) {
      subscription.calendarId = calendar.id;
    }
  }
}

function remember(mailbox: Mailbox, oldKey: string, key: string): void {
  for (const memory of mailbox.transactions.values()) if (memory.eventKey === oldKey) memory.eventKey = key;
}
