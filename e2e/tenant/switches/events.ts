import { choose } from './choose';

/** What is open about single events. The first choice is the default. */
export const EVENTS_SWITCHES = {
  duplicateTransactionStatus: choose([400, 409], 'V1: status of ErrorDuplicateTransactionId'),
  transactionAfterDelete: choose(['forgotten', 'refused'], 'V1: a transactionId whose event was deleted'),
  transactionMemoryMs: choose([0, 3_600_000], 'V1, GC15.1: how long a transactionId is remembered; 0: without end'),
  staleIfMatchStatus: choose([412, 409], 'V2: status of a stale If-Match'),
  ifMatchOnDelete: choose(['ignored', 'honoured'], 'V2, GC15.6: If-Match on DELETE'),
  ifNoneMatchOnGet: choose(['ignored', 'honoured'], 'GC15.6: If-None-Match on GET (304)'),
  markerFilterDelayMs: choose([0, 5_000, 30_000], 'V3: time until a $filter on extended properties finds a new event'),
  randomPreconditionFailure: choose([false, true], 'one PATCH in five without If-Match is answered 412 (GC 2.5)'),
  etagChurn: choose(['on', 'off'], 'changeKey moves by itself 1.5 to 5 s after create'),
  iCalUIdOfOccurrences: choose(
    ['shared', 'distinct'],
    'GC15.12: whether the occurrences of a series share one iCalUId',
  ),
  personalImmutableIds: choose(['given', 'ignored'], 'GC15.14: IdType="ImmutableId" on personal accounts'),
  originalZoneNames: choose(
    ['as given', 'tzone://Microsoft/Custom'],
    'originalStartTimeZone and originalEndTimeZone of events',
  ),
  onlineMeetings: choose(['made', 'silently not'], 'GC 2.1: isOnlineMeeting where the calendar allows Teams meetings'),
  joinUrlDelayMs: choose([0, 3_000, 90_000], 'GC 2.1: time until onlineMeeting.joinUrl of a new event is told'),
  transactionIdFilter: choose(['works', 'refused'], '$filter=transactionId eq …'),
  filterWithOrderby: choose(['works', 'refused'], '$filter and $orderby on different properties (InefficientFilter)'),
  readBasicOmits: choose(
    ['body', 'body and preview', 'all but times'],
    'GC15.13: what events lose under Calendars.ReadBasic, beside extensions',
  ),
} as const;
