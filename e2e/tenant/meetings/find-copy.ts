import { findUser } from '../store/directory';
import type { CalendarEvent } from '../store/event-types';
import type { Mailbox } from '../store/mailbox';
import { mailboxOf, type World } from '../world';

/** The copy of somebody else's meeting in a mailbox, in whichever calendar its owner keeps it. */
export function copyIn(mailbox: Mailbox, iCalUId: string, onlyDate: string | null): CalendarEvent | undefined {
  return search(mailbox, (event) => {
    return !event.isOrganizer && event.iCalUId === iCalUId && (event.onlyDate ?? null) === onlyDate;
  });
}

export function organisersOwn(mailbox: Mailbox, iCalUId: string): CalendarEvent | undefined {
  return search(mailbox, (event) => event.isOrganizer && event.iCalUId === iCalUId);
}

/** The mailbox behind an address; nothing for those outside, whom only mail reaches. */
export function mailboxAt(world: World, address: string): Mailbox | undefined {
  return address.trim() ? mailboxOf(world, address) : undefined;
}

export function isOutside(world: World, mailbox: Mailbox, address: string): boolean {
  return findUser(world.directory, address)?.tenantId !== mailbox.user.tenantId;
}

function search(mailbox: Mailbox, isIt: (event: CalendarEvent) => boolean): CalendarEvent | undefined {
  for (const calendar of mailbox.calendars.values()) {
    for (const event of calendar.events.values()) if (isIt(event)) return event;
  }
  return undefined;
}
