import { DAY_MS, dateOfDay, dayOfDate } from '../calendar/days';
import { instanceOn, seriesZone } from '../calendar/occurrences';
import { firstDateOfSeries, type Recurrence } from '../calendar/pattern';
import { instantOf, wallOf } from '../calendar/zones';
import type { World } from '../world';
import { changeKeyText } from './change-key';
import { type CalendarEvent, defaultFields, type EventFields, NEVER } from './event-types';
import { newKey } from './item-ids';
import { bury, type Calendar, calendarOf, type Mailbox } from './mailbox';
import { keepPast } from './past';

/** The only way events come, change and go, whoever acts. */
export type EventDraft = {
  fields: Partial<EventFields>;
  recurrence?: Recurrence | null;
  properties?: Map<string, string>;
  transactionId?: string | null;
  isCancelled?: boolean;
};

export type NewEvent = EventDraft & { iCalUId?: string; settled?: boolean };

export function addEvent(world: World, mailbox: Mailbox, calendar: Calendar, draft: NewEvent): CalendarEvent {
  const now = world.clock.now();
  const { user } = mailbox;
  const event: CalendarEvent = {
    key: newKey(world.ids, mailbox),
    folderKey: newKey(world.ids, mailbox),
    calendarId: calendar.id,
    changeKey: '',
    createdMs: now,
    modifiedMs: now,
    seq: 0,
    iCalUId: draft.iCalUId ?? newICalUId(world),
    transactionId: draft.transactionId ?? null,
    fields: { ...defaultFields(), ...draft.fields },
    recurrence: draft.recurrence ?? null,
    exceptions: new Map(),
    removedDates: new Set(),
    properties: draft.properties ?? new Map(),
    isCancelled: draft.isCancelled ?? false,
    isOrganizer: true,
    organizer: { name: user.displayName, address: user.mail ?? user.upn },
    responseStatus: { response: 'organizer', time: NEVER },
  };
  beginOnFirstDate(event);
  keepPast(world, calendar, event, null);
  calendar.events.set(event.key, event);
  mailbox.byKey.set(event.key, event);
  mailbox.byKey.set(event.folderKey, event);
  stamp(world, mailbox, event);
  if (!draft.settled) {
    world.changed({ kind: 'created', mailbox, calendar, event });
    scheduleChurn(world, mailbox, event);
  }
  return event;
}

export function changeEvent(world: World, mailbox: Mailbox, event: CalendarEvent, draft: EventDraft): void {
  keepPast(world, calendarOf(mailbox, event), event);
  const hadSeries = event.recurrence !== null;
  const oldStart = event.fields.startMs;
  const oldEnd = event.fields.endMs;
  event.fields = { ...event.fields, ...draft.fields };
  if (draft.recurrence !== undefined) event.recurrence = draft.recurrence;
  if (draft.isCancelled !== undefined) event.isCancelled = draft.isCancelled;
  for (const [id, value] of draft.properties ?? []) event.properties.set(id, value);
  const moved = event.fields.startMs !== oldStart || event.fields.endMs !== oldEnd;
  if (moved && event.recurrence && draft.recurrence === undefined) startSeriesOn(event);
  if (hadSeries && (draft.recurrence !== undefined || moved)) forgetOccurrences(event);
  beginOnFirstDate(event);
  stamp(world, mailbox, event);
  announceUpdate(world, mailbox, event);
}

export function changeOccurrence(
  world: World,
  mailbox: Mailbox,
  event: CalendarEvent,
  date: string,
  draft: EventDraft,
): void {
  const present = instanceOn(event, date);
  if (!present) return;
  keepPast(world, calendarOf(mailbox, event), event);
  const changeKey = newChangeKey(world);
  const isCancelled = draft.isCancelled ?? present.isCancelled;
  const fields = { ...present.fields, ...draft.fields };
  event.exceptions.set(date, { fields, changeKey, modifiedMs: world.clock.now(), isCancelled });
  stamp(world, mailbox, event);
  announceUpdate(world, mailbox, event);
}

export function removeEvent(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  const calendar = calendarOf(mailbox, event);
  keepPast(world, calendar, event);
  calendar.events.delete(event.key);
  mailbox.byKey.delete(event.key);
  mailbox.byKey.delete(event.folderKey);
  bury(calendar, event, null);
  world.changed({ kind: 'deleted', mailbox, calendar, event });
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

export function newChangeKey(world: World): string {
  return changeKeyText(world.ids, 38);
}

function stamp(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  const calendar = calendarOf(mailbox, event);
  calendar.seq += 1;
  event.seq = calendar.seq;
  event.bornSeq ??= calendar.seq;
  event.changeKey = newChangeKey(world);
  event.modifiedMs = world.clock.now();
}

function announceUpdate(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  const calendar = calendarOf(mailbox, event);
  const times = world.behaviour.get('notificationsPerUpdate');
  for (let i = 0; i < times; i += 1) world.changed({ kind: 'updated', mailbox, calendar, event });
}

/** Exchange rewrites a new item by itself, without a visible change. */
function scheduleChurn(world: World, mailbox: Mailbox, event: CalendarEvent): void {
  if (world.behaviour.get('etagChurn') === 'off') return;
  world.clock.schedule(world.clock.now() + world.chance.int(1500, 5000), () => {
    if (!mailbox.byKey.has(event.key)) return;
    keepPast(world, calendarOf(mailbox, event), event);
    stamp(world, mailbox, event);
    world.changed({ kind: 'updated', mailbox, calendar: calendarOf(mailbox, event), event });
  });
}

/** A series begins on the first date its own pattern names, on a whole minute. */
function beginOnFirstDate(event: CalendarEvent): void {
  if (!event.recurrence) return;
  const { fields } = event;
  const first = firstDateOfSeries(event.recurrence);
  const zone = seriesZone(event);
  const wall = Math.floor(wallOf(zone, fields.startMs) / 60_000) * 60_000;
  const lengthMs = Math.floor((fields.endMs - fields.startMs) / 60_000) * 60_000;
  const timeOfDay = ((wall % DAY_MS) + DAY_MS) % DAY_MS;
  const startMs = instantOf(zone, first ? dayOfDate(first) * DAY_MS + timeOfDay : wall);
  event.fields = { ...fields, startMs, endMs: startMs + lengthMs };
  if (first) event.recurrence = withStartDate(event.recurrence, first);
}

function startSeriesOn(event: CalendarEvent): void {
  if (!event.recurrence) return;
  const date = dateOfDay(Math.floor(wallOf(seriesZone(event), event.fields.startMs) / DAY_MS));
  event.recurrence = withStartDate(event.recurrence, date);
}

function withStartDate(recurrence: Recurrence, startDate: string): Recurrence {
  return { pattern: recurrence.pattern, range: { ...recurrence.range, startDate } };
}

/** A new pattern or time makes new occurrences; what was changed in single ones is lost. */
function forgetOccurrences(event: CalendarEvent): void {
  event.exceptions.clear();
  event.removedDates.clear();
}

function newICalUId(world: World): string {
  const hex = () => world.ids.uuid().replaceAll('-', '').toUpperCase();
  return `040000008200E00074C5B7101A82E008${hex()}${hex()}${hex().slice(0, 16)}`;
}
