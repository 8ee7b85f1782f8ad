import { type Instance, instanceOn, wholeEvent } from '../calendar/occurrences';
import type { CalendarEvent } from '../store/event-types';
import { parseItemId } from '../store/item-ids';
import type { Calendar, Mailbox } from '../store/mailbox';
import { itemNotFound, malformedId } from './problem';

export type FoundEvent = { event: CalendarEvent; date: string | null; instance: Instance };

/** Either kind of id leads to the event, or to one occurrence of it; not to one from before its series was moved. */
export function findEvent(mailbox: Mailbox, id: string, within?: Calendar): FoundEvent {
  const parsed = parseItemId(mailbox, id);
  if (parsed === 'malformed') throw malformedId();
  const event = parsed === 'foreign' ? undefined : mailbox.byKey.get(parsed.key);
  if (parsed === 'foreign' || !event || (within && event.calendarId !== within.id)) throw itemNotFound();
  if (!parsed.date) return { event, date: null, instance: wholeEvent(event) };
  const instance = parsed.epoch === (event.epoch ?? 0) ? instanceOn(event, parsed.date) : null;
  if (!instance) throw itemNotFound();
  return { event, date: parsed.date, instance };
}
