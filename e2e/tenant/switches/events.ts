import { choose } from './choose';

/** What is open about single events. The first choice is the default. */
export const EVENTS_SWITCHES = {
  duplicateTransactionStatus: choose([400, 409], 'V1: status of ErrorDuplicateTransactionId'),
  transactionAfterDelete: choose(['forgotten', 'refused'], 'V1: a transactionId whose event was deleted'),
  staleIfMatchStatus: choose([412, 409], 'V2: status of a stale If-Match'),
  ifMatchOnDelete: choose(['ignored', 'honoured'], 'V2: If-Match on DELETE'),
  markerFilterDelayMs: choose([0, 5_000, 30_000], 'V3: time until a $filter on extended properties finds a new event'),
  etagChurn: choose(['on', 'off'], 'changeKey moves by itself 1.5 to 5 s after create'),
  iCalUIdOfOccurrences: choose(['shared', 'distinct'], 'whether the occurrences of a series share one iCalUId'),
} as const;
