import { instanceOn } from '../calendar/occurrences';
import type { CalendarEvent, EventFields } from '../store/event-types';
import { defaultFields, NEVER } from '../store/event-types';
import type { MeetingView } from '../store/meeting-types';

/** How a meeting stands, kept apart from the event itself. Fields are replaced and never written into. */
export type MeetingState = MeetingView & { sequence: number };

export function stateOf(event: CalendarEvent): MeetingState {
  return {
    fields: event.fields,
    recurrence: event.recurrence,
    exceptions: new Map(event.exceptions),
    removedDates: new Set(event.removedDates),
    sequence: event.sequence ?? 0,
  };
}

export function isMeeting({ fields, exceptions }: Pick<MeetingView, 'fields' | 'exceptions'>): boolean {
  if (fields.attendees.length > 0) return true;
  for (const exception of exceptions.values()) if (exception.fields.attendees.length > 0) return true;
  return false;
}

/** Everybody invited to any part of it, in lower case, in order. */
export function addressesOf(state: MeetingState): string[] {
  const lists = [state.fields, ...[...state.exceptions.values()].map(({ fields }) => fields)];
  return [...new Set(lists.flatMap(({ attendees }) => attendees.map(({ person }) => sameCase(person.address))))];
}

/**
 * What one person is told: the whole meeting under `null`, with what they are not invited to left out; or, when only
 * single occurrences concern them, each of those by its date.
 */
export function viewsFor(state: MeetingState, address: string): Map<string | null, MeetingView> {
  const { fields, recurrence, exceptions, removedDates } = state;
  const views = new Map<string | null, MeetingView>();
  if (invites(fields, address)) {
    const without = [...exceptions].filter(([, exception]) => !invites(exception.fields, address));
    const kept = [...exceptions].filter(([, exception]) => invites(exception.fields, address));
    views.set(null, {
      fields,
      recurrence,
      exceptions: new Map(kept.map(([date, one]) => [date, { fields: one.fields, isCancelled: one.isCancelled }])),
      removedDates: new Set([...removedDates, ...without.map(([date]) => date)]),
    });
    return views;
  }
  for (const [date, exception] of exceptions) {
    if (!invites(exception.fields, address)) continue;
    views.set(date, { fields: exception.fields, recurrence: null, exceptions: new Map(), removedDates: new Set() });
  }
  return views;
}

/** The same text for views that differ in nothing but who is invited and what they answered. */
export function contentOf({ fields, recurrence, exceptions, removedDates }: MeetingView): string {
  const plain = ({ attendees: _, ...rest }: EventFields) => rest;
  const changed = [...exceptions].map(([date, one]) => [date, plain(one.fields), one.isCancelled]);
  return stableText([plain(fields), recurrence, changed.sort(byDate), [...removedDates].sort()]);
}

export function timesDiffer(a: EventFields, b: EventFields): boolean {
  return a.startMs !== b.startMs || a.endMs !== b.endMs || a.isAllDay !== b.isAllDay;
}

/** The occurrence of a view on a date, or the whole when it is single. */
export function fieldsOn(view: MeetingView, date: string): EventFields | null {
  if (!view.recurrence) return view.fields;
  return instanceOn(eventOf(view), date)?.fields ?? null;
}

/** A view in the form that the calendar's arithmetic knows. */
export function eventOf(view: MeetingView): CalendarEvent {
  const exceptions = [...view.exceptions].map(
    ([date, one]) => [date, { ...one, changeKey: '', modifiedMs: 0 }] as const,
  );
  return {
    key: '',
    folderKey: '',
    calendarId: '',
    changeKey: '',
    createdMs: 0,
    modifiedMs: 0,
    seq: 0,
    iCalUId: '',
    transactionId: null,
    fields: view.fields ?? defaultFields(),
    recurrence: view.recurrence,
    exceptions: new Map(exceptions),
    removedDates: view.removedDates,
    properties: new Map(),
    isCancelled: false,
    isOrganizer: false,
    organizer: { name: '', address: '' },
    responseStatus: { response: 'none', time: NEVER },
  };
}

export function sameCase(address: string): string {
  return address.trim().toLowerCase();
}

export function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name}:${stableText(member)}`)
    .join()}}`;
}

function invites({ attendees }: EventFields, address: string): boolean {
  return attendees.some(({ person }) => sameCase(person.address) === address);
}

function byDate([a]: unknown[], [b]: unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}
