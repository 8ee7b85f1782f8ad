import type { Event } from '@microsoft/microsoft-graph-types';
import type { Instance } from '../calendar/occurrences';
import { wallOf, wallText } from '../calendar/zones';
import { type EventFields, NEVER, type Person, type Status, type TimeSpan } from '../store/event-types';
import { itemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import { bodyJson, previewOf } from './body-json';
import { locationJson, NO_LOCATION } from './location';
import { meetingOf } from './online-meeting';
import type { Prefer } from './prefer';

export type EventJson = Record<string, unknown>;
export type Viewing = {
  mailbox: Mailbox;
  prefer: Pick<Prefer, 'idKind' | 'zone' | 'zoneName' | 'bodyType'>;
  /** A delegate without the right sees no more of a private event than its times. */
  hidePrivate: boolean;
  distinctICalUIds?: boolean;
  customZones?: boolean;
  /** Of online meetings made after this nobody is told the link yet; left out: of all. */
  joinUrlsUntilMs?: number;
  /** An online meeting that is asked for is not made, and nobody is told. */
  noMeetings?: boolean;
  /** What the permission to read basic details leaves out; null: nothing. */
  basic?: 'body' | 'body and preview' | 'all but times' | null;
};

/** An event with all its members, in the order of the documents. */
export function eventJson(instance: Instance, viewing: Viewing): EventJson {
  const { event, date } = instance;
  const { idKind } = viewing.prefer;
  const fields = isHidden(instance, viewing) ? withoutDetails(instance.fields) : instance.fields;
  const id = itemId(viewing.mailbox, event, date, idKind);
  const { isOnline, joinUrl } = meetingOf(instance, viewing);
  const json = {
    '@odata.etag': etagOf(instance),
    id,
    createdDateTime: instantText(event.createdMs),
    lastModifiedDateTime: instantText(instance.modifiedMs),
    changeKey: instance.changeKey,
    categories: fields.categories,
    transactionId: event.transactionId,
    originalStartTimeZone: viewing.customZones ? CUSTOM_ZONE : fields.startZone,
    originalEndTimeZone: viewing.customZones ? CUSTOM_ZONE : fields.endZone,
    iCalUId: iCalUIdOf(instance, viewing),
    reminderMinutesBeforeStart: fields.reminderMinutes,
    isReminderOn: fields.isReminderOn,
    hasAttachments: false,
    subject: fields.subject,
    bodyPreview: previewOf(fields),
    importance: fields.importance,
    sensitivity: fields.sensitivity,
    ...(instance.originalStartMs === null ? {} : { originalStart: secondsText(instance.originalStartMs) }),
    isAllDay: fields.isAllDay,
    isCancelled: instance.isCancelled,
    isOrganizer: event.isOrganizer,
    responseRequested: fields.responseRequested,
    seriesMasterId: date ? itemId(viewing.mailbox, event, null, idKind) : null,
    showAs: fields.showAs,
    type: instance.type,
    webLink: webLinkOf(viewing.mailbox, id),
    onlineMeetingUrl: null,
    isOnlineMeeting: isOnline,
    onlineMeetingProvider: isOnline ? 'teamsForBusiness' : 'unknown',
    allowNewTimeProposals: fields.allowNewTimeProposals,
    isDraft: false,
    hideAttendees: fields.hideAttendees,
    recurrence: date ? null : recurrenceJson(instance),
    onlineMeeting: joinUrl ? { joinUrl } : null,
    responseStatus: statusJson(instance.responseStatus ?? event.responseStatus),
    body: bodyJson(fields, viewing.prefer.bodyType, joinUrl),
    start: timeJson(fields, fields.startMs, viewing.prefer),
    end: timeJson(fields, fields.endMs, viewing.prefer),
    location: fields.locations[0] ? locationJson(fields.locations[0]) : NO_LOCATION,
    locations: fields.locations.map(locationJson),
    attendees: fields.attendees.map(({ type, status, person, proposedNewTime }) => ({
      type,
      status: statusJson(status),
      emailAddress: personJson(person),
      ...(proposedNewTime ? { proposedNewTime: spanJson(proposedNewTime, viewing.prefer) } : {}),
    })),
    organizer: { emailAddress: personJson(event.organizer) },
  } satisfies Event & { '@odata.etag': string };
  return viewing.basic ? withoutMembers(json, OMITTED[viewing.basic]) : json;
}

const CUSTOM_ZONE = 'tzone://Microsoft/Custom';
const OMITTED = {
  body: ['body'],
  'body and preview': ['body', 'bodyPreview'],
  'all but times':
    'body bodyPreview subject categories location locations attendees organizer onlineMeeting webLink transactionId'.split(
      ' ',
    ),
} satisfies Record<string, string[]>;

export function etagOf(instance: Pick<Instance, 'changeKey'>): string {
  return `W/"${instance.changeKey}"`;
}

/** Wall time in the zone asked for; a full day keeps its date in every zone. */
export function timeJson(
  fields: Pick<EventFields, 'isAllDay'>,
  atMs: number,
  prefer: Pick<Prefer, 'zone' | 'zoneName'>,
) {
  const wall = fields.isAllDay ? atMs : wallOf(prefer.zone, atMs);
  return { dateTime: wallText(wall), timeZone: prefer.zoneName };
}

export function instantText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 23)}0000Z`;
}

export function isHidden(instance: Instance, viewing: Pick<Viewing, 'hidePrivate'>): boolean {
  const { sensitivity } = instance.fields;
  return viewing.hidePrivate && (sensitivity === 'private' || sensitivity === 'confidential');
}

function secondsText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

function webLinkOf({ user }: Mailbox, id: string): string {
  const host = user.kind === 'personal' ? 'outlook.live.com' : 'outlook.office365.com';
  return `https://${host}/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`;
}

function iCalUIdOf({ event, date }: Instance, { distinctICalUIds }: Viewing): string {
  if (!date || !distinctICalUIds) return event.iCalUId;
  return `${event.iCalUId.slice(0, 32)}${date.replaceAll('-', '')}${event.iCalUId.slice(40)}`;
}

function recurrenceJson({ event, fields }: Instance) {
  if (!event.recurrence) return null;
  const { pattern, range } = event.recurrence;
  const zone = range.recurrenceTimeZone || fields.startZone;
  const endDate = range.type === 'endDate' ? range.endDate : '0001-01-01';
  return { pattern: { ...pattern }, range: { ...range, endDate, recurrenceTimeZone: zone } };
}

function withoutDetails(fields: EventFields): EventFields {
  return { ...fields, subject: 'Private appointment', body: '', locations: [], attendees: [], categories: [] };
}

function withoutMembers(json: EventJson, names: string[]): EventJson {
  return Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));
}

function spanJson({ startMs, endMs }: TimeSpan, prefer: Viewing['prefer']) {
  const at = (atMs: number) => timeJson({ isAllDay: false }, atMs, prefer);
  return { start: at(startMs), end: at(endMs) };
}

function personJson({ name, address }: Person) {
  return { name, address };
}

function statusJson({ response, time }: Status) {
  return { response, time: time || NEVER };
}
