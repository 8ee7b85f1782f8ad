import { wholeEvent } from '../calendar/occurrences';
import { eventJson } from '../graph/event-json';
import { type FoundEvent, findEvent } from '../graph/find-event';
import { readPrefer } from '../graph/prefer';
import type { Call } from '../router';
import type { CalendarEvent } from '../store/event-types';
import { itemId } from '../store/item-ids';
import { type Calendar, defaultCalendar, type Mailbox } from '../store/mailbox';
import { mailboxOf } from '../world';
import { ControlProblem } from './answer';

/** Whose mailbox a control call is about, and what it finds there. */
export function mailboxIn(call: Call): Mailbox {
  const mailbox = mailboxOf(call.world, call.params.upn ?? '');
  if (!mailbox) throw new ControlProblem(`there is no mailbox ${call.params.upn}`, 404);
  call.note.mailbox = mailbox.user.upn;
  call.note.user = mailbox.user.upn;
  return mailbox;
}

/** A calendar by its id or name; the default one when nothing is said. */
export function calendarNamed(mailbox: Mailbox, wanted: string | null | undefined): Calendar {
  if (!wanted) return defaultCalendar(mailbox);
  const found = [...mailbox.calendars.values()].find(({ id, name }) => id === wanted || name === wanted);
  if (!found) throw new ControlProblem(`${mailbox.user.upn} has no calendar "${wanted}"`, 404);
  return found;
}

/** `?calendar=` narrows the search to one calendar of the mailbox; without it every one is looked through. */
export function eventIn(call: Call, mailbox: Mailbox): FoundEvent {
  const wanted = call.url.searchParams.get('calendar');
  const found = findEvent(mailbox, call.params.id ?? '', wanted ? calendarNamed(mailbox, wanted) : undefined);
  call.note.eventId = itemId(mailbox, found.event, found.date, 'immutable');
  return found;
}

/** Graph's form, with what only the stand-in knows beside it. */
export function facts(call: Call, mailbox: Mailbox, event: CalendarEvent, date: string | null) {
  const prefer = readPrefer(call.request.headers.get('prefer'));
  const found = findEvent(mailbox, itemId(mailbox, event, date, 'immutable'));
  const instance = date ? found.instance : wholeEvent(event);
  const properties = [...event.properties].map(([id, value]) => ({ id, value }));
  return {
    ...eventJson(instance, { mailbox, prefer, hidePrivate: false }),
    immutableId: itemId(mailbox, event, date, 'immutable'),
    restId: itemId(mailbox, event, date, 'rest'),
    calendarId: event.calendarId,
    singleValueExtendedProperties: properties,
  };
}
