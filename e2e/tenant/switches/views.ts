import { choose } from './choose';

/** What is open about calendarView, delta and getSchedule. The first choice is the default. */
export const VIEWS_SWITCHES = {
  deltaOnOtherCalendars: choose([true, false], 'V4: calendarView/delta on calendars beside the default one'),
  announceDeletedOccurrences: choose([false, true], 'V5: @removed for a single deleted occurrence'),
  deltaReturnsTransactionId: choose([false, true], 'V6: transactionId on delta rows'),
  emptyFirstDeltaPage: choose([false, true], 'a full pass begins with an empty page and a nextLink'),
  outOfWindowRows: choose(['removed', 'row', 'silent'], 'delta: an event changed outside the frozen window'),
  sparseOccurrences: choose([true, false], 'delta: occurrences carry times only'),
  deltaRepeatsRows: choose([false, true], 'delta: the first row of a page is repeated at its end'),
  malformedDeltaTokenStatus: choose([410, 400], 'status for a delta token that is no token'),
  workingElsewhereDigit: choose(['4', '0'], 'getSchedule: digit for workingElsewhere'),
} as const;
