import { choose } from './choose';

/** What is open about calendarView, delta and getSchedule. The first choice is the default. */
export const VIEWS_SWITCHES = {
  viewsSeeWritesAfterMs: choose([0, 2_000, 30_000], 'time until lists, calendarView and delta show a write'),
  calendarViewOrder: choose(['stored', 'by start', 'shuffled'], 'GC15.2: order of calendarView without $orderby'),
  calendarViewEmptyIdRows: choose([false, true], 'calendarView: a row without id and iCalUId'),
  maxPageSizeOnViews: choose(['ignored', 'honoured'], 'calendarView: odata.maxpagesize'),
  calendarViewTimestamps: choose(
    ['absent', 'refused'],
    'calendarView: createdDateTime and lastModifiedDateTime in $select',
  ),
  extendedPropertiesOnCalendarView: choose(
    ['fail', 'work'],
    'GC15.3: $expand (dropped or works) and $filter (500 or works) of extended properties on calendarView',
  ),
  deltaOnOtherCalendars: choose([true, false], 'V4: calendarView/delta on calendars beside the default one'),
  announceDeletedOccurrences: choose([false, true], 'V5: @removed for a single deleted occurrence'),
  deltaReturnsTransactionId: choose([false, true], 'V6: transactionId on delta rows'),
  deltaRows: choose(['full', 'changed members'], 'delta: what a later row of a single event tells'),
  deltaOrder: choose(['by change', 'shuffled'], 'delta: order of the rows of a page'),
  deltaPageSize: choose(['as asked', 'a few more', 'a few less'], 'GC15.2: what odata.maxpagesize means to delta'),
  deltaTop: choose(['refused', 'honoured'], 'delta: $top'),
  emptyFirstDeltaPage: choose([false, true], 'a full pass begins with an empty page and a nextLink'),
  outOfWindowRows: choose(['removed', 'row', 'silent'], 'delta: an event changed outside the frozen window'),
  shortLivedEvents: choose(['removed', 'silent'], 'delta: an event that came and went between two rounds'),
  sparseOccurrences: choose([true, false], 'delta: occurrences carry times only'),
  deltaRepeatsRows: choose([false, true], 'delta: the first row of a page is repeated at its end'),
  deltaReplays: choose([false, true], 'delta: a later round tells the last change of the one before again'),
  nextLinkLifeMs: choose([0, 60_000, 600_000], 'delta: how long a nextLink is good; 0: without end'),
  deltaLinkLifeMs: choose([0, 600_000, 86_400_000], 'delta: how long a deltaLink is good; 0: without end'),
  deltaStateLost: choose(
    [
      '410 SyncStateNotFound',
      '410 ResyncRequired',
      '410 ResyncRequired with Location',
      '400 SyncStateInvalid',
      '404 syncStateNotFound',
    ],
    'delta: the answer to a link whose state is gone',
  ),
  malformedDeltaTokenStatus: choose([410, 400], 'status for a delta token that is no token'),
  eventsDelta: choose(['unknown', 'supported'], 'GC15.5: events/delta on v1.0'),
  workingElsewhereDigit: choose(['4', '0'], 'GC15.7: getSchedule: digit for workingElsewhere'),
  scheduleSeesWritesAfterMs: choose([0, 2_000, 40_000], 'GC15.7: time until getSchedule shows a write'),
  scheduleUnknownAddress: choose(['5016', '5009'], 'getSchedule: responseCode of an address without a mailbox'),
  scheduleErrorView: choose(['absent', 'empty'], 'getSchedule: availabilityView beside such an error'),
} as const;
