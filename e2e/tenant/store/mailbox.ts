import type { Random } from '../random';
import type { User } from './directory';
import type { CalendarEvent } from './event-types';

export const ROLES = [
  'none',
  'freeBusyRead',
  'limitedRead',
  'read',
  'write',
  'delegateWithoutPrivateEventAccess',
  'delegateWithPrivateEventAccess',
] as const;
export type Role = (typeof ROLES)[number];

export type Tombstone = { seq: number; key: string; folderKey: string; date: string | null };

export type Calendar = {
  id: string;
  name: string;
  isDefault: boolean;
  changeKey: string;
  /** Counts every change; delta links hold a point in it. */
  seq: number;
  events: Map<string, CalendarEvent>;
  tombstones: Tombstone[];
  /** Links from before this point are too old. */
  forgottenBefore: number;
};

export type TransactionMemory = { bodyHash: string; eventKey: string };

export type Mailbox = {
  user: User;
  idPart: string;
  timeZone: string;
  calendars: Map<string, Calendar>;
  roles: Map<string, Role>;
  /** Both kinds of key lead to the event. */
  byKey: Map<string, CalendarEvent>;
  transactions: Map<string, TransactionMemory>;
  madeKeys: string[];
};

const MOST_TOMBSTONES = 5_000;

export function createMailbox(ids: Random, user: User, timeZone: string): Mailbox {
  const mailbox: Mailbox = {
    user,
    idPart: ids.token(88),
    timeZone,
    calendars: new Map(),
    roles: new Map(),
    byKey: new Map(),
    transactions: new Map(),
    madeKeys: [],
  };
  addCalendar(mailbox, ids, 'Calendar', true);
  return mailbox;
}

export function addCalendar(mailbox: Mailbox, ids: Random, name: string, isDefault = false): Calendar {
  const calendar: Calendar = {
    id: `AAMkAC${mailbox.idPart}AuAAAA${ids.token(20)}AAA=`,
    name,
    isDefault,
    changeKey: `${ids.token(22)}==`,
    seq: 0,
    events: new Map(),
    tombstones: [],
    forgottenBefore: 0,
  };
  mailbox.calendars.set(calendar.id, calendar);
  return calendar;
}

export function defaultCalendar(mailbox: Mailbox): Calendar {
  for (const calendar of mailbox.calendars.values()) if (calendar.isDefault) return calendar;
  throw new Error(`mailbox ${mailbox.user.upn} has no default calendar`);
}

export function calendarOf(mailbox: Mailbox, event: CalendarEvent): Calendar {
  return mailbox.calendars.get(event.calendarId) ?? defaultCalendar(mailbox);
}

export function bury(calendar: Calendar, event: CalendarEvent, date: string | null): void {
  calendar.seq += 1;
  calendar.tombstones.push({ seq: calendar.seq, key: event.key, folderKey: event.folderKey, date });
  if (calendar.tombstones.length <= MOST_TOMBSTONES) return;
  const dropped = calendar.tombstones.splice(0, MOST_TOMBSTONES / 5);
  calendar.forgottenBefore = dropped.at(-1)?.seq ?? calendar.forgottenBefore;
}
