import { DAY_MS, dayOfDate } from '../calendar/days';
import { instanceOn } from '../calendar/occurrences';
import { instantOf, resolveZone, wallOf } from '../calendar/zones';
import type { Attendee, EventFields, Person, Response } from '../store/event-types';
import type { MeetingView } from '../store/meeting-types';
import { ruleOf } from './ics-rule-text';
import { zoneLines } from './ics-zone';
import { eventOf } from './views';

/** The calendar part of a meeting mail (RFC 5546). */
export type IcsMeeting = {
  method: 'REQUEST' | 'CANCEL' | 'REPLY';
  iCalUId: string;
  organizer: Person;
  view: MeetingView;
  sequence: number;
  atMs: number;
  /** Only these occurrences are meant. */
  dates?: string[];
  /** In a REPLY: who answers, and what. */
  from?: { person: Person; response: Response };
};

type When = { zoneName: string; isSeries: boolean };

export function calendarText(meeting: IcsMeeting): string {
  const { view, method } = meeting;
  const zoneName = view.recurrence?.range.recurrenceTimeZone || view.fields.startZone;
  const when = { zoneName, isSeries: view.recurrence !== null };
  const lines = [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'PRODID:-//Stand-in tenant//Meetings//EN',
    'VERSION:2.0',
    ...(isFloating(view.fields) || isUtc(zoneName) ? [] : zoneLines(zoneName, view.fields.startMs)),
    ...componentsOf(meeting, when),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function componentsOf(meeting: IcsMeeting, when: When): string[] {
  const { view, dates } = meeting;
  if (dates) {
    return dates.flatMap((date) => {
      const instance = instanceOn(eventOf({ ...view, removedDates: new Set() }), date);
      if (!instance) return eventLines(meeting, view.fields, when, []);
      const at = instance.originalStartMs ?? instance.fields.startMs;
      return eventLines(meeting, instance.fields, when, [timeLine('RECURRENCE-ID', at, view.fields, when)]);
    });
  }
  const excluded = [...view.removedDates].sort().flatMap((date) => {
    const instance = instanceOn(eventOf({ ...view, removedDates: new Set(), exceptions: new Map() }), date);
    return instance ? [timeLine('EXDATE', instance.fields.startMs, view.fields, when)] : [];
  });
  const rule = view.recurrence ? [ruleOf(view.recurrence, view.fields), ...excluded] : [];
  const changed = [...view.exceptions.keys()].sort().flatMap((date) => {
    const instance = instanceOn(eventOf(view), date);
    if (!instance) return [];
    const at = instance.originalStartMs ?? instance.fields.startMs;
    return eventLines(meeting, instance.fields, when, [timeLine('RECURRENCE-ID', at, view.fields, when)]);
  });
  return [...eventLines(meeting, view.fields, when, rule), ...changed];
}

function eventLines(meeting: IcsMeeting, fields: EventFields, when: When, more: string[]): string[] {
  const { method, organizer, from } = meeting;
  const isCancel = method === 'CANCEL';
  const place = fields.locations[0]?.displayName;
  const invited = from
    ? [attendeeLine({ type: 'required', person: from.person }, PARTSTAT[from.response] ?? 'NEEDS-ACTION')]
    : fields.attendees.map((one) => attendeeLine(one, 'NEEDS-ACTION'));
  return [
    'BEGIN:VEVENT',
    `UID:${meeting.iCalUId}`,
    `ORGANIZER;CN="${quoted(organizer.name)}":mailto:${organizer.address}`,
    ...invited,
    `SUMMARY:${escaped(isCancel ? `Canceled: ${fields.subject}` : fields.subject)}`,
    ...(fields.body ? [`DESCRIPTION:${escaped(plainText(fields))}`] : []),
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    timeLine('DTSTART', fields.startMs, fields, when),
    timeLine('DTEND', fields.endMs, fields, when),
    ...more,
    `DTSTAMP:${utcText(meeting.atMs)}`,
    `SEQUENCE:${meeting.sequence}`,
    `STATUS:${isCancel ? 'CANCELLED' : 'CONFIRMED'}`,
    `CLASS:${fields.sensitivity === 'normal' || fields.sensitivity === 'personal' ? 'PUBLIC' : fields.sensitivity.toUpperCase()}`,
    `TRANSP:${isCancel || fields.showAs === 'free' ? 'TRANSPARENT' : 'OPAQUE'}`,
    `X-MICROSOFT-CDO-BUSYSTATUS:${isCancel ? 'FREE' : 'TENTATIVE'}`,
    `X-MICROSOFT-CDO-INTENDEDSTATUS:${fields.showAs.toUpperCase()}`,
    'END:VEVENT',
  ];
}

const PARTSTAT: Partial<Record<Response, string>> = {
  accepted: 'ACCEPTED',
  tentativelyAccepted: 'TENTATIVE',
  declined: 'DECLINED',
};

function attendeeLine({ type, person }: Pick<Attendee, 'type' | 'person'>, status: string): string {
  const role = { required: 'REQ-PARTICIPANT', optional: 'OPT-PARTICIPANT', resource: 'NON-PARTICIPANT' }[type];
  const kind = type === 'resource' ? ';CUTYPE=RESOURCE' : '';
  return `ATTENDEE${kind};ROLE=${role};PARTSTAT=${status};RSVP=TRUE;CN="${quoted(person.name)}":mailto:${person.address}`;
}

/** A full day is a date; a series keeps the wall time of its own zone; all else may be an instant. */
function timeLine(name: string, atMs: number, fields: EventFields, { zoneName }: When): string {
  if (isFloating(fields)) return `${name};VALUE=DATE:${utcText(atMs).slice(0, 8)}`;
  if (isUtc(zoneName)) return `${name}:${utcText(atMs)}`;
  return `${name};TZID=${zoneName}:${utcText(wallOf(resolveZone(zoneName) ?? 'UTC', atMs)).slice(0, 15)}`;
}

const isFloating = (fields: EventFields) => fields.isAllDay;
const isUtc = (zoneName: string) => (resolveZone(zoneName) ?? 'UTC') === 'UTC';

export function utcText(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The last instant of a date, as an end of a rule must be given. */
export function endOfDateText(date: string, fields: EventFields, zoneName: string): string {
  const day = dayOfDate(date);
  if (isFloating(fields)) return utcText(day * DAY_MS).slice(0, 8);
  return utcText(instantOf(resolveZone(zoneName) ?? 'UTC', (day + 1) * DAY_MS - 1_000));
}

export function plainText({ body, bodyType }: EventFields): string {
  if (bodyType === 'text') return body;
  return body
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

function quoted(text: string): string {
  return text.replace(/["\r\n]/g, "'");
}

/** At most 75 bytes a line. */
function folded(line: string): string {
  let out = '';
  let bytes = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > 75) {
      out += '\r\n ';
      bytes = 1;
    }
    out += char;
    bytes += size;
  }
  return out;
}
