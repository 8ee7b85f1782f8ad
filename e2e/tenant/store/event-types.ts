import type { Recurrence } from '../calendar/pattern';

export const SHOW_AS = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'] as const;
export const SENSITIVITIES = ['normal', 'personal', 'private', 'confidential'] as const;
export const IMPORTANCES = ['low', 'normal', 'high'] as const;
export const RESPONSES = ['none', 'organizer', 'tentativelyAccepted', 'accepted', 'declined', 'notResponded'] as const;

export type ShowAs = (typeof SHOW_AS)[number];
export type Sensitivity = (typeof SENSITIVITIES)[number];
export type Response = (typeof RESPONSES)[number];
export type Person = { name: string; address: string };
export type Status = { response: Response; time: string };
export type TimeSpan = { startMs: number; endMs: number };
export type Attendee = {
  type: 'required' | 'optional' | 'resource';
  status: Status;
  person: Person;
  /** What they would rather have; known to the organiser only. */
  proposedNewTime?: TimeSpan;
};
export type Location = Record<string, unknown> & { displayName: string };

export const NEVER = '0001-01-01T00:00:00Z';

/** What a person or a program may write. All-day bounds are UTC midnights of their dates. */
export type EventFields = {
  subject: string;
  bodyType: 'text' | 'html';
  body: string;
  startMs: number;
  endMs: number;
  isAllDay: boolean;
  startZone: string;
  endZone: string;
  showAs: ShowAs;
  sensitivity: Sensitivity;
  importance: (typeof IMPORTANCES)[number];
  locations: Location[];
  categories: string[];
  attendees: Attendee[];
  isReminderOn: boolean;
  reminderMinutes: number;
  responseRequested: boolean;
  allowNewTimeProposals: boolean;
  hideAttendees: boolean;
  isOnlineMeeting: boolean;
  /** A change of the body dropped the join block, and the meeting with it. */
  lostJoinBlock?: boolean;
};

export type Exception = {
  fields: EventFields;
  changeKey: string;
  modifiedMs: number;
  isCancelled: boolean;
  /** An answer to this occurrence alone. */
  responseStatus?: Status;
};

export type CalendarEvent = {
  key: string;
  folderKey: string;
  calendarId: string;
  changeKey: string;
  createdMs: number;
  modifiedMs: number;
  /** The place of its last change in the calendar's own order of changes. */
  seq: number;
  /** The place of its first. */
  bornSeq?: number;
  iCalUId: string;
  transactionId: string | null;
  fields: EventFields;
  recurrence: Recurrence | null;
  exceptions: Map<string, Exception>;
  removedDates: Set<string>;
  properties: Map<string, string>;
  isCancelled: boolean;
  isOrganizer: boolean;
  organizer: Person;
  responseStatus: Status;
  /** Counts the moves of a series: each gives its occurrences new ids. */
  epoch?: number;
  /** Counts the times the organiser moved the meeting; an answer to an older one no longer holds. */
  sequence?: number;
  /** On the copy of somebody invited to a single occurrence of a series: which. */
  onlyDate?: string;
  /** On an attendee's copy: how the organiser wants it shown once accepted. */
  intendedShowAs?: ShowAs;
  /** In a room: the attendant has yet to decide. */
  isUndecided?: boolean;
};

export function defaultFields(): EventFields {
  return {
    subject: '',
    bodyType: 'html',
    body: '',
    startMs: 0,
    endMs: 0,
    isAllDay: false,
    startZone: 'UTC',
    endZone: 'UTC',
    showAs: 'busy',
    sensitivity: 'normal',
    importance: 'normal',
    locations: [],
    categories: [],
    attendees: [],
    isReminderOn: true,
    reminderMinutes: 15,
    responseRequested: true,
    allowNewTimeProposals: true,
    hideAttendees: false,
    isOnlineMeeting: false,
  };
}
