import { z } from 'zod';
import {
  boolean,
  calendarDate,
  changeKey,
  dateTimeTimeZone,
  emailAddress,
  etag,
  instant,
  int32,
  itemId,
  PROVIDERS,
  recipient,
  SHOW_AS,
  text,
  WEEKDAYS,
  zoneName,
} from './forms';

/** The event resource of GC §1.1, every property with the type, the values and the form it has in an answer. */
const responseStatus = z.strictObject({
  response: z.enum(['none', 'organizer', 'tentativelyAccepted', 'accepted', 'declined', 'notResponded']),
  time: instant,
});

const attendee = z.strictObject({
  type: z.enum(['required', 'optional', 'resource']),
  status: responseStatus,
  emailAddress,
  proposedNewTime: z.strictObject({ start: dateTimeTimeZone, end: dateTimeTimeZone }).nullable().optional(),
});

const coordinate = z.number().nullable().optional();
const line = text.nullable().optional();
export const physicalAddress = z.strictObject({
  street: line,
  city: line,
  state: line,
  countryOrRegion: line,
  postalCode: line,
});
export const coordinates = z.strictObject({
  latitude: coordinate,
  longitude: coordinate,
  altitude: coordinate,
  accuracy: coordinate,
  altitudeAccuracy: coordinate,
});

const location = z.strictObject({
  displayName: text,
  locationEmailAddress: text.optional(),
  locationUri: text.optional(),
  locationType: z.enum([
    'default',
    'conferenceRoom',
    'homeAddress',
    'businessAddress',
    'geoCoordinates',
    'streetAddress',
    'hotel',
    'restaurant',
    'localBusiness',
    'postalAddress',
  ]),
  uniqueId: text.optional(),
  uniqueIdType: z.enum(['unknown', 'locationStore', 'directory', 'private', 'bing']),
  address: physicalAddress.optional(),
  coordinates: coordinates.optional(),
});

const recurrence = z.strictObject({
  pattern: z.strictObject({
    type: z.enum(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly']),
    interval: int32.min(1),
    month: int32.min(0).max(12),
    dayOfMonth: int32.min(0).max(31),
    daysOfWeek: z.array(z.enum(WEEKDAYS)).optional(),
    firstDayOfWeek: z.enum(WEEKDAYS),
    index: z.enum(['first', 'second', 'third', 'fourth', 'last']),
  }),
  range: z.strictObject({
    type: z.enum(['endDate', 'noEnd', 'numbered']),
    startDate: calendarDate,
    endDate: calendarDate,
    recurrenceTimeZone: zoneName,
    numberOfOccurrences: int32.min(0),
  }),
});

export const extendedProperty = z.strictObject({
  id: z
    .string()
    .regex(
      /^(String|Integer|Boolean|SystemTime|CLSID) (\{[0-9A-Fa-f-]{36}\} (Name .+|Id 0x[0-9A-Fa-f]+)|0x[0-9A-Fa-f]+)$/,
    ),
  value: text,
});

export const eventShape = {
  '@odata.etag': etag,
  id: itemId,
  createdDateTime: instant,
  lastModifiedDateTime: instant,
  changeKey,
  categories: z.array(text),
  transactionId: text.nullable(),
  originalStartTimeZone: zoneName,
  originalEndTimeZone: zoneName,
  iCalUId: z.string().regex(/^([0-9A-F]{80,}|[\x21-\x7e]+)$/, 'not an iCalUId'),
  reminderMinutesBeforeStart: int32,
  isReminderOn: boolean,
  hasAttachments: boolean,
  subject: text.nullable(),
  bodyPreview: z.string().max(255),
  importance: z.enum(['low', 'normal', 'high']),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']),
  originalStart: instant,
  isAllDay: boolean,
  isCancelled: boolean,
  isOrganizer: boolean,
  responseRequested: boolean,
  seriesMasterId: itemId.nullable(),
  showAs: z.enum(SHOW_AS),
  type: z.enum(['singleInstance', 'occurrence', 'exception', 'seriesMaster']),
  webLink: z.string().regex(/^https:\/\/outlook\.(office365|live)\.com\//, 'not a link into Outlook on the web'),
  onlineMeetingUrl: text.nullable(),
  isOnlineMeeting: boolean,
  onlineMeetingProvider: z.enum(PROVIDERS),
  allowNewTimeProposals: boolean,
  isDraft: boolean,
  hideAttendees: boolean,
  recurrence: recurrence.nullable(),
  onlineMeeting: z.strictObject({ joinUrl: z.url() }).nullable(),
  responseStatus,
  body: z.strictObject({ contentType: z.enum(['text', 'html']), content: text }),
  start: dateTimeTimeZone,
  end: dateTimeTimeZone,
  location,
  locations: z.array(location),
  attendees: z.array(attendee).max(500),
  organizer: recipient,
};

/** What only `$select` or `$expand` brings. */
export const askedForShape = {
  singleValueExtendedProperties: z.array(extendedProperty),
  cancelledOccurrences: z.array(text),
  exceptionOccurrences: z.array(z.looseObject({ id: itemId })),
};

export const fullEvent = z.strictObject({
  ...eventShape,
  originalStart: eventShape.originalStart.optional(),
});
export type EventAnswer = z.infer<typeof fullEvent>;

/** Sparse on purpose: an occurrence in a delta round has no more than this (GC §3.3). */
export const sparseOccurrence = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.event'),
  '@odata.etag': etag,
  id: itemId,
  seriesMasterId: itemId,
  type: z.literal('occurrence'),
  start: dateTimeTimeZone,
  end: dateTimeTimeZone,
});

export const removedRow = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.event'),
  id: itemId,
  '@removed': z.strictObject({ reason: z.enum(['deleted', 'changed']) }),
});
