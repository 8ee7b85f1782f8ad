import { z } from 'zod';
import { DAY_MS, isDate } from '../calendar/days';
import { instantOf, resolveZone, wallOf } from '../calendar/zones';
import { type EventFields, IMPORTANCES, NEVER, RESPONSES, SENSITIVITIES, SHOW_AS } from '../store/event-types';
import type { EventDraft } from '../store/events';
import { withoutAnnotations } from './annotations';
import { JOIN_PATH } from './body-json';
import { extendedPropertyId } from './extended-property';
import { locationSchema, locationsOf } from './location';
import { invalidRequest, propertyInvalid, unknownZone, unreadableBody } from './problem';
import { recurrenceInput, recurrenceSchema } from './recurrence-input';

/** An event as a caller writes it, turned into our own fields. */
export const timeSchema = z.strictObject({ dateTime: z.string(), timeZone: z.string().nullish() });
const personSchema = z.strictObject({ name: z.string().nullish(), address: z.string().nullish() });
const attendeeSchema = z.strictObject({
  emailAddress: personSchema,
  type: z.enum(['required', 'optional', 'resource']).nullish(),
  /** The service's own, sent back by clients that read, change and write. */
  status: z.strictObject({ response: z.enum(RESPONSES).nullish(), time: z.string().nullish() }).nullish(),
  proposedNewTime: z.strictObject({ start: timeSchema, end: timeSchema }).nullish(),
});

const bodyTypeSchema = z.string().regex(/^(text|html)$/i, 'text or html');
const providerSchema = z.enum(['unknown', 'skypeForBusiness', 'skypeForConsumer', 'teamsForBusiness']);

const inputSchema = z.object({
  subject: z.string().nullish(),
  body: z.strictObject({ contentType: bodyTypeSchema.nullish(), content: z.string().nullish() }).nullish(),
  start: timeSchema.nullish(),
  end: timeSchema.nullish(),
  isAllDay: z.boolean().nullish(),
  showAs: z.enum(SHOW_AS).nullish(),
  sensitivity: z.enum(SENSITIVITIES).nullish(),
  importance: z.enum(IMPORTANCES).nullish(),
  location: locationSchema.nullish(),
  locations: z.array(locationSchema).nullish(),
  categories: z.array(z.string()).nullish(),
  attendees: z.array(attendeeSchema).max(500, 'at most 500').nullish(),
  isReminderOn: z.boolean().nullish(),
  reminderMinutesBeforeStart: z.int32().nullish(),
  responseRequested: z.boolean().nullish(),
  allowNewTimeProposals: z.boolean().nullish(),
  hideAttendees: z.boolean().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeetingProvider: providerSchema.nullish(),
  recurrence: recurrenceSchema.nullish(),
  transactionId: z.string().nullish(),
  singleValueExtendedProperties: z.array(z.strictObject({ id: z.string(), value: z.string() })).nullish(),
});

export type EventInput = z.infer<typeof inputSchema>;

/** Members that are the service's own: sent back by clients that read, change and write, and ignored. */
const READ_ONLY = new Set(
  'id changeKey createdDateTime lastModifiedDateTime iCalUId bodyPreview originalStartTimeZone originalEndTimeZone originalStart type seriesMasterId cancelledOccurrences isCancelled isOrganizer organizer responseStatus hasAttachments isDraft onlineMeeting onlineMeetingUrl webLink uid'.split(
    ' ',
  ),
);

export function readEventInput(body: unknown): EventInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw unreadableBody('An event must be an object.');
  }
  const known = new Set(Object.keys(inputSchema.shape));
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@') || READ_ONLY.has(name)) continue;
    if (!known.has(name)) {
      throw unreadableBody(
        `The property '${name}' does not exist on type 'microsoft.graph.event'. Make sure to only use property names that are defined by the type.`,
      );
    }
    kept[name] = withoutAnnotations(value);
  }
  const parsed = inputSchema.safeParse(kept);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadableBody(`Cannot read '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'wrong type'}.`);
}

/** `present`: the event as it stands, for a change; only what the input names is in the draft. */
export function draftOf(input: EventInput, present: EventFields | null): EventDraft {
  const fields: Partial<EventFields> = {
    ...plainFields(input),
    ...meetingFields(input, present),
    ...timeFields(input, present),
  };
  const draft: EventDraft = { fields };
  const start = { ms: fields.startMs ?? present?.startMs ?? 0, zone: fields.startZone ?? present?.startZone ?? 'UTC' };
  const isAllDay = fields.isAllDay ?? present?.isAllDay ?? false;
  if (input.recurrence) draft.recurrence = recurrenceInput(input.recurrence, { ...start, isAllDay });
  if (input.recurrence === null) draft.recurrence = null;
  if (input.singleValueExtendedProperties) {
    draft.properties = new Map(
      input.singleValueExtendedProperties.map(({ id, value }) => [extendedPropertyId(id), value]),
    );
  }
  return draft;
}

function plainFields(input: EventInput): Partial<EventFields> {
  const fields: Partial<EventFields> = {};
  if (input.subject !== undefined) fields.subject = input.subject ?? '';
  if (input.body) {
    fields.body = input.body.content ?? '';
    fields.bodyType = input.body.contentType?.toLowerCase() === 'text' ? 'text' : 'html';
  }
  if (input.showAs) fields.showAs = input.showAs;
  if (input.sensitivity) fields.sensitivity = input.sensitivity;
  if (input.importance) fields.importance = input.importance;
  if (input.categories) fields.categories = input.categories;
  if (input.location) fields.locations = locationsOf([input.location]);
  else if (input.locations) fields.locations = locationsOf(input.locations);
  if (input.attendees) fields.attendees = attendeesOf(input.attendees);
  if (typeof input.isReminderOn === 'boolean') fields.isReminderOn = input.isReminderOn;
  if (typeof input.reminderMinutesBeforeStart === 'number') fields.reminderMinutes = input.reminderMinutesBeforeStart;
  if (typeof input.responseRequested === 'boolean') fields.responseRequested = input.responseRequested;
  if (typeof input.allowNewTimeProposals === 'boolean') fields.allowNewTimeProposals = input.allowNewTimeProposals;
  if (typeof input.hideAttendees === 'boolean') fields.hideAttendees = input.hideAttendees;
  return fields;
}

/** An online meeting cannot be unset; it is lost with the block in its body that leads to it. */
function meetingFields(input: EventInput, present: EventFields | null): Partial<EventFields> {
  if (input.isOnlineMeeting) return { isOnlineMeeting: true, lostJoinBlock: false };
  const isOnline = present?.isOnlineMeeting && !present.lostJoinBlock;
  const dropped = isOnline && input.body && !input.body.content?.includes(JOIN_PATH);
  return dropped ? { lostJoinBlock: true } : {};
}

function timeFields(input: EventInput, present: EventFields | null): Partial<EventFields> {
  const isAllDay = input.isAllDay ?? present?.isAllDay ?? false;
  const start = input.start && readTime(input.start, isAllDay);
  const end = input.end && readTime(input.end, isAllDay);
  if (!present && (!start || !end)) throw propertyInvalid();
  const turned = present !== null && isAllDay !== present.isAllDay;
  const fields: Partial<EventFields> = {};
  if (typeof input.isAllDay === 'boolean') fields.isAllDay = isAllDay;
  if (start) Object.assign(fields, { startMs: start.ms, startZone: start.zone });
  else if (turned) fields.startMs = turnedTime(present.startMs, present.startZone, isAllDay);
  if (end) Object.assign(fields, { endMs: end.ms, endZone: end.zone });
  else if (turned) fields.endMs = turnedTime(present.endMs, present.endZone, isAllDay);
  const startMs = fields.startMs ?? present?.startMs ?? 0;
  const endMs = fields.endMs ?? present?.endMs ?? 0;
  if (endMs < startMs) throw propertyInvalid();
  if (isAllDay && start && end && start.zone !== end.zone) throw propertyInvalid();
  if (isAllDay && endMs - startMs < DAY_MS) {
    throw invalidRequest('The duration of an event marked as All day must be at least 24 hours.');
  }
  return fields;
}

/** As far as times go, with a day to spare for zones. */
const FIRST_DATE = '1601-01-02';
const LAST_DATE = '9999-12-30';

export function readTime(time: { dateTime: string; timeZone?: string | null | undefined }, isAllDay: boolean) {
  const zoneName = time.timeZone || 'UTC';
  const zone = resolveZone(zoneName);
  if (!zone) throw unknownZone(zoneName);
  const match = /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):\d\d)(:\d\d)?(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?)?$/.exec(
    time.dateTime.trim(),
  );
  const [, date = '', clock = '00:00', seconds = ':00', fraction = '', offset] = match ?? [];
  if (!isDate(date) || date < FIRST_DATE || date > LAST_DATE) throw propertyInvalid();
  const text = `${date}T${clock}${seconds}${fraction.slice(0, 4)}`;
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) throw propertyInvalid();
  const ms = offset && !isAllDay ? Date.parse(`${text}${offset}`) : isAllDay ? wall : instantOf(zone, wall);
  if (isAllDay) mustBeMidnight(wall);
  return { ms, zone: zoneName };
}

function turnedTime(ms: number, zoneName: string, toAllDay: boolean): number {
  const zone = resolveZone(zoneName) ?? 'UTC';
  if (!toAllDay) return instantOf(zone, ms);
  const wall = wallOf(zone, ms);
  mustBeMidnight(wall);
  return wall;
}

function mustBeMidnight(wall: number): void {
  if (wall % DAY_MS !== 0) {
    throw invalidRequest('The Event.Start property for an all-day event needs to be set to midnight.');
  }
}

function attendeesOf(inputs: z.infer<typeof attendeeSchema>[]): EventFields['attendees'] {
  return inputs.map(({ emailAddress, type }) => {
    const { address } = emailAddress;
    if (!address) throw propertyInvalid();
    const person = { name: emailAddress.name ?? address, address };
    return { type: type ?? 'required', status: { response: 'none', time: NEVER }, person };
  });
}
