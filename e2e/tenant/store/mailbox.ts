import type { Random } from '../random';
import { changeKeyText } from './change-key';
import type { User } from './directory';
import type { CalendarEvent } from './event-types';
import type { MeetingPost } from './meeting-types';
import { type Processing, usualProcessing } from './processing';

export const ROLES = [
  'none',
  'freeBusyRead',
  'limitedRead',
  'read',
  'write',
  'delegateWithoutPrivateEventAccess',
  'delegateWithPrivateEventAccess',
  'custom',
] as const;
export type Role = (typeof ROLES)[number];

/** `bornSeq`: where the calendar stood when the event came. */
export type Tombstone = {
  seq: number;
  bornSeq?: number;
  key: string;
  folderKey: string;
  epoch?: number;
  date: string | null;
};

/** An item in Deleted Items or in the archive. Its owner may bring it back. */
export type PutAway = { event: CalendarEvent; folder: 'deleted' | 'archive'; at: number; oldRestKey: string };

/** How an event stood before a change; `null`: there was none. See `past.ts`. */
export type PastState = { at: number; seq: number; key: string; before: CalendarEvent | null };

export const MEETING_PROVIDERS = ['skypeForBusiness', 'skypeForConsumer', 'teamsForBusiness'] as const;
export type MeetingProvider = (typeof MEETING_PROVIDERS)[number];

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
  /** Kept only while a switch asks for late or partial views. */
  past?: PastState[];
  color?: string;
  /** The group it is shown in; the first one when left out. */
  groupId?: string;
  onlineMeetingProviders?: MeetingProvider[];
};

export type CalendarGroup = { id: string; name: string; changeKey: string };

/** Another mailbox's calendar in this person's list. Its items have ids of their own here. */
export type SharedCalendar = { id: string; ownerId: string; calendarId: string; idPart: string; way: 'new' | 'old' };

/** What a person set for their mailbox, as far as it differs from the usual. */
export type MailboxChoices = { userPurpose?: string; workDays?: string[]; workFrom?: string; workTo?: string };

export type TransactionMemory = { bodyHash: string; eventKey: string; at: number };

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
  groups?: CalendarGroup[];
  shared?: SharedCalendar[];
  choices?: MailboxChoices;
  putAway?: PutAway[];
  /** Meeting mail on its way to this mailbox, and requests that a room's attendant has yet to decide. */
  post?: MeetingPost[];
  /** A room's: how its attendant deals with invitations. */
  processing?: Processing;
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
    ...(user.kind === 'room' ? { processing: usualProcessing() } : {}),
  };
  addCalendar(mailbox, ids, 'Calendar', true);
  return mailbox;
}

export function addCalendar(mailbox: Mailbox, ids: Random, name: string, isDefault = false): Calendar {
  const calendar: Calendar = {
    id: `AAMkAC${mailbox.idPart}AuAAAA${ids.token(20)}AAA=`,
    name,
    isDefault,
    changeKey: changeKeyText(ids, 22),
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
  const { key, folderKey, bornSeq, epoch } = event;
  calendar.tombstones.push({
    seq: calendar.seq,
    key,
    folderKey,
    date,
    ...(bornSeq === undefined ? {} : { bornSeq }),
    ...(epoch === undefined ? {} : { epoch }),
  });
  if (calendar.tombstones.length <= MOST_TOMBSTONES) return;
  const dropped = calendar.tombstones.splice(0, MOST_TOMBSTONES / 5);
  calendar.forgottenBefore = dropped.at(-1)?.seq ?? calendar.forgottenBefore;
}
