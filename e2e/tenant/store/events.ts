import { instanceOn } from '../calendar/occurrences';
import type { Recurrence } from '../calendar/pattern';
import type { World } from '../world';
import { type CalendarEvent, defaultFields, type EventFields, NEVER } from './event-types';
import { newKey } from './item-ids';
import { bury, type Calendar, calendarOf, type Mailbox } from './mailbox';
import { keepPast } from './past';
import { putAway } from './put-away';
import { beginOnFirstDate, followMaster, forgetOccurrences, startSeriesOn, wholeMinute } from './series-rules';
import { announceUpdate, newChangeKey, scheduleChurn, stamp } from './stamp';

/** The only way events come, change and go, whoever acts. What it means to others is told in `meetings/`. */
export type EventDraft = {
  fields: Partial<EventFields>;
  recurrence?: Recurrence | null;
  properties?: Map<string, string>;
  transactionId?: string | null;
  isCancelled?: boolean;
};

/** What only copies of somebody else's meeting, and copies made by hand, bring along. */
export type CopyParts = Partial<
  Pick<
    CalendarEvent,
    | 'exceptions'
    | 'removedDates'
    | 'isOrganizer'
    | 'organizer'
    | 'responseStatus'
    | 'sequence'
    | 'onlyDate'
    | 'intendedShowAs'
    | 'isUndecided'
  >
>;

export type NewEvent = EventDraft & CopyParts & { iCalUId?: string; settled?: boolean };

export function addEvent(world: World, mailbox: Mailbox, calendar: Calendar, draft: NewEvent): CalendarEvent {
  const now = world.clock.now();
  const { user } = mailbox;
  const { fields, recurrence, properties, transactionId, isCancelled, iCalUId, settled, ...copied } = draft;
  const event: CalendarEvent = {
    key: newKey(world.ids, mailbox),
    folderKey: newKey(world.ids, mailbox),
    calendarId: calendar.id,
    changeKey: '',
    createdMs: now,
    modifiedMs: now,
    seq: 0,
    iCalUId: iCalUId ?? newICalUId(world),
    transactionId: transactionId ?? null,
    fields: { ...defaultFields(), ...fields },
    recurrence: recurrence ?? null,
    exceptions: new Map(),
    removedDates: new Set(),
    properties: properties ?? new Map(),
    isCancelled: isCancelled ?? false,
    isOrganizer: true,
    organizer: { name: user.displayName, address: user.mail ?? user.upn },
    responseStatus: { response: 'organizer', time: NEVER },
    ...copied,
  };
  beginOnFirstDate(event);
  keepPast(world, calendar, event, null);
  calendar.events.set(event.key, event);
  mailbox.byKey.set(event.key, event);
  mailbox.byKey.set(event.folderKey, event);
  stamp(world, mailbox, event);
  if (!settled) {
    world.changed({ kind: 'created', mailbox, calendar, event });
    scheduleChurn(world, mailbox, event);
  }
  return event;
}

export function changeEvent(world: World, mailbox: Mailbox, event: CalendarEvent, draft: EventDraft): void {
  keepPast(world, calendarOf(mailbox, event), event);
  const hadSeries = event.recurrence !== null;
  const old = event.fields;
  event.fields = { ...old, ...draft.fields };
  if (draft.recurrence !== undefined) event.recurrence = draft.recurrence;
  if (draft.isCancelled !== undefined) event.isCancelled = draft.isCancelled;
  for (const [id, value] of draft.properties ?? []) event.properties.set(id, value);
  const moved = event.fields.startMs !== old.startMs || event.fields.endMs !== old.endMs;
  if (moved && event.recurrence && draft.recurrence === undefined) startSeriesOn(event);
  if (hadSeries && moved) event.epoch = (event.epoch ?? 0) + 1;
  if (hadSeries && (draft.recurrence !== undefined || moved)) forgetOccurrences(event);
  else followMaster(event, old, draft.fields);
  beginOnFirstDate(event);
  stamp(world, mailbox, event);
  announceUpdate(world, mailbox, event);
}

/** Occurrences lie on whole minutes. */
export function changeOccurrence(
  world: World,
  mailbox: Mailbox,
  event: CalendarEvent,
  date: string,
  draft: EventDraft & Pick<CopyParts, 'responseStatus'>,
): void {
  const present = instanceOn(event, date);
  if (!present) return;
  keepPast(world, calendarOf(mailbox, event), event);
  const fields = { ...present.fields, ...draft.fields };
  const responseStatus = draft.responseStatus ?? event.exceptions.get(date)?.responseStatus;
  event.exceptions.set(date, {
    fields: { ...fields, startMs: wholeMinute(fields.startMs), endMs: wholeMinute(fields.endMs) },
    changeKey: newChangeKey(world),
    modifiedMs: world.clock.now(),
    isCancelled: draft.isCancelled ?? present.isCancelled,
    ...(responseStatus ? { responseStatus } : {}),
  });
  stamp(world, mailbox, event);
  announceUpdate(world, mailbox, event);
}

/** Several members at once, as one change: how a copy follows its organiser. */
export function rewriteEvent(
  world: World,
  mailbox: Mailbox,
  event: CalendarEvent,
  parts: CopyParts & Partial<Pick<CalendarEvent, 'fields' | 'recurrence' | 'isCancelled' | 'epoch'>>,
): void {
  keepPast(world, calendarOf(mailbox, event), event);
  Object.assign(event, parts);
  beginOnFirstDate(event);
  stamp(world, mailbox, event);
  announceUpdate(world, mailbox, event);
}

/** To Deleted Items, unless it is to go for good or to the archive. */
export function removeEvent(
  world: World,
  mailbox: Mailbox,
  event: CalendarEvent,
  to: 'deleted' | 'archive' | 'nowhere' = 'deleted',
): void {
  const calendar = calendarOf(mailbox, event);
  keepPast(world, calendar, event);
  calendar.events.delete(event.key);
  mailbox.byKey.delete(event.key);
  mailbox.byKey.delete(event.folderKey);
  bury(calendar, event, null);
  world.changed({ kind: 'deleted', mailbox, calendar, event });
  if (to !== 'nowhere') putAway(world, mailbox, event, to);
}

/** Only the master is announced as changed; the occurrence goes silently. */
export function removeOccurrence(world: World, mailbox: Mailbox, event: CalendarEvent, date: string): void {
  keepPast(world, calendarOf(mailbox, event), event);
  event.removedDates.add(date);
  event.exceptions.delete(date);
  bury(calendarOf(mailbox, event), event, date);
  stamp(world, mailbox, event);
  announceUpdate(world, mailbox, event);
}

function newICalUId(world: World): string {
  const hex = () => world.ids.uuid().replaceAll('-', '').toUpperCase();
  return `040000008200E00074C5B7101A82E008${hex()}${hex()}${hex().slice(0, 16)}`;
}
