import type { Instance } from '../calendar/occurrences';
import { wallOf, wallText } from '../calendar/zones';
import { type EventFields, NEVER, type Person, type Status } from '../store/event-types';
import { itemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import type { Prefer } from './prefer';

export type EventJson = Record<string, unknown>;
export type Viewing = {
  mailbox: Mailbox;
  prefer: Pick<Prefer, 'idKind' | 'zone' | 'zoneName' | 'bodyType'>;
  /** A delegate without the right sees no more of a private event than its times. */
  hidePrivate: boolean;
  distinctICalUIds?: boolean;
};

export function eventJson(instance: Instance, viewing: Viewing): EventJson {
  const { event, date } = instance;
  const { idKind } = viewing.prefer;
  const fields = isHidden(instance, viewing) ? withoutDetails(instance.fields) : instance.fields;
  const id = itemId(viewing.mailbox, event, date, idKind);
  const body = bodyJson(fields, viewing.prefer.bodyType);
  return {
    '@odata.etag': etagOf(instance),
    id,
    createdDateTime: instantText(event.createdMs),
    lastModifiedDateTime: instantText(instance.modifiedMs),
    changeKey: instance.changeKey,
    categories: fields.categories,
    transactionId: event.transactionId,
    originalStartTimeZone: fields.startZone,
    originalEndTimeZone: fields.endZone,
    iCalUId: iCalUIdOf(instance, viewing),
    reminderMinutesBeforeStart: fields.reminderMinutes,
    isReminderOn: fields.isReminderOn,
    hasAttachments: false,
    subject: fields.subject,
    bodyPreview: textOf(fields).slice(0, 255),
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
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: fields.isOnlineMeeting,
    onlineMeetingProvider: 'unknown',
    allowNewTimeProposals: fields.allowNewTimeProposals,
    isDraft: false,
    hideAttendees: fields.hideAttendees,
    recurrence: date ? null : recurrenceJson(instance),
    onlineMeeting: null,
    responseStatus: statusJson(event.responseStatus),
    body,
    start: timeJson(fields, fields.startMs, viewing.prefer),
    end: timeJson(fields, fields.endMs, viewing.prefer),
    location: fields.locations[0] ?? {
      displayName: '',
      locationType: 'default',
      uniqueIdType: 'unknown',
      address: {},
      coordinates: {},
    },
    locations: fields.locations,
    attendees: fields.attendees.map(({ type, status, person }) => ({
      type,
      status: statusJson(status),
      emailAddress: personJson(person),
    })),
    organizer: { emailAddress: personJson(event.organizer) },
  };
}

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

function bodyJson(fields: EventFields, wanted: 'text' | 'html' | null) {
  if (wanted === 'text') return { contentType: 'text', content: textOf(fields) };
  if (fields.bodyType === 'html' && /<html/i.test(fields.body)) return { contentType: 'html', content: fields.body };
  const inner = fields.bodyType === 'html' ? fields.body : `<pre>${escapeHtml(fields.body)}</pre>`;
  const content = fields.body
    ? `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n${inner}\r\n</body>\r\n</html>\r\n`
    : '';
  return { contentType: 'html', content };
}

function textOf(fields: EventFields): string {
  if (fields.bodyType === 'text') return fields.body;
  const text = fields.body.replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '').replace(/<[^>]*>/g, ' ');
  return text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function personJson({ name, address }: Person) {
  return { name, address };
}

function statusJson({ response, time }: Status) {
  return { response, time: time || NEVER };
}
