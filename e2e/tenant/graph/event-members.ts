import type { FilterKind } from './filter-values';
import { badRequest, GraphProblem, unknownProperty } from './problem';

/** The members of an event, and what may be done with them in a query. */
export const EVENT_MEMBERS: ReadonlySet<string> = new Set(
  [
    'id changeKey createdDateTime lastModifiedDateTime categories transactionId originalStartTimeZone',
    'originalEndTimeZone originalStart iCalUId reminderMinutesBeforeStart isReminderOn hasAttachments subject',
    'bodyPreview importance sensitivity isAllDay isCancelled isOrganizer responseRequested seriesMasterId showAs type',
    'webLink onlineMeetingUrl isOnlineMeeting onlineMeetingProvider allowNewTimeProposals isDraft hideAttendees',
    'recurrence onlineMeeting responseStatus body start end location locations attendees organizer',
    'cancelledOccurrences exceptionOccurrences',
  ]
    .join(' ')
    .split(' '),
);

const FILTERED = new Set(
  [
    'createdDateTime lastModifiedDateTime iCalUId reminderMinutesBeforeStart isReminderOn hasAttachments subject',
    'importance sensitivity isAllDay isCancelled isOrganizer responseRequested showAs type isOnlineMeeting isDraft',
    'start/dateTime end/dateTime location/displayName organizer/emailAddress/name organizer/emailAddress/address',
    'responseStatus/response transactionId',
  ]
    .join(' ')
    .split(' '),
);

/** Times of events are text, within their `start` and `end`; enumerations are written as text. */
export function eventKind(path: string): FilterKind {
  if (path === 'createdDateTime' || path === 'lastModifiedDateTime') return 'Edm.DateTimeOffset';
  if (path === 'reminderMinutesBeforeStart') return 'Edm.Int32';
  return /^(is[A-Z]|has[A-Z]|responseRequested$)/.test(path) ? 'Edm.Boolean' : 'Edm.String';
}

export const EVENT_SORT_PATHS: ReadonlySet<string> = new Set(
  [...FILTERED].filter((path) => !/^(iCalUId|transactionId)$/.test(path)),
);

export function mustFilterBy(path: string, transactionIdWorks: boolean): void {
  if (path === 'transactionId' && !transactionIdWorks) throw unfilterable(path);
  if (FILTERED.has(path)) return;
  if (path === 'uid') {
    throw new GraphProblem(400, 'UnsupportedEntityExpression', "The property 'uid' cannot be used in a filter.");
  }
  const [member = ''] = path.split('/');
  if (!EVENT_MEMBERS.has(member)) throw unknownProperty(path, 'Event');
  if (path === 'start' || path === 'end') {
    throw badRequest(`A value of a complex type cannot be compared; '${path}/dateTime' can.`);
  }
  throw unfilterable(member);
}

export function mustRunOver(collection: string): void {
  if (/^(singleValueExtendedProperties|categories)$/i.test(collection)) return;
  if (EVENT_MEMBERS.has(collection)) throw unfilterable(collection);
  throw unknownProperty(collection, 'Event');
}

function unfilterable(member: string): GraphProblem {
  const name = member.charAt(0).toUpperCase() + member.slice(1);
  return new GraphProblem(400, 'ErrorInvalidProperty', `The property '${name}' does not support filtering.`);
}
