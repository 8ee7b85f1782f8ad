import { describe, expect, it } from 'vitest';
import { QUESTIONS } from '../points/all';
import { openSession } from '../session';
import { openStandIn } from '../stand-in';

/** The table is worth reading only if it shows what is: each switch turned must change its row. */
const CASES: [point: string, asks: RegExp, name: string, value: unknown, before: RegExp, after: RegExp][] = [
  ['V1', /another body/, 'duplicateTransactionStatus', 409, /^400 ErrorDup/, /^409 ErrorDup/],
  ['V1', /deleted/, 'transactionAfterDelete', 'refused', /^forgotten/, /^remembered/],
  ['V2', /PATCH/, 'staleIfMatchStatus', 409, /^412/, /^409/],
  ['V2', /DELETE/, 'ifMatchOnDelete', 'honoured', /^ignored/, /^honoured: 412/],
  ['V3', /time until/, 'markerFilterDelayMs', 5_000, /^at once/, /^after 5000 ms/],
  ['V4', /beside/, 'deltaOnOtherCalendars', false, /^works/, /^400/],
  ['V5', /@removed/, 'announceDeletedOccurrences', true, /^silent/, /^announced/],
  ['V6', /transactionId/, 'deltaReturnsTransactionId', true, /^not returned/, /^returned/],
  ['V7', /copy/, 'humanCopyKeeps', 'marker', /^nothing/, /^marker/],
  ['V8', /attendant/, 'attendantSeesWritesAfterMs', 30_000, /^within/, /^not within/],
  ['V9', /median/, 'notificationDelayMs', 2_000, /^250 ms/, /^2000 ms/],
  ['V10', /two mailboxes/, 'concurrencyScope', 'app', /by mailbox/, /by application/],
  ['GC13.5', /changeKey/, 'etagChurn', 'off', /^within/, /^not within/],
  ['GC13.1', /made as a Teams/, 'joinUrlDelayMs', 3_000, /^in the answer/, /^after 5000 ms/],
  ['GC13.1', /made as a Teams/, 'onlineMeetings', 'silently not', /^in the answer/, /^no meeting/],
  ['GC15.2', /order/, 'calendarViewOrder', 'by start', /^otherwise/, /^by start/],
  ['GC15.2', /rows/, 'deltaPageSize', 'a few more', /never more/, /up to/],
  ['GC15.4', /calendar/, 'calendarScopedSubscriptions', false, /^accepted/, /^400/],
  ['GC15.5', /events\/delta/, 'eventsDelta', 'supported', /^400/, /^works/],
  ['GC15.6', /If-None-Match/, 'ifNoneMatchOnGet', 'honoured', /^ignored/, /^honoured/],
  ['GC15.7', /digit/, 'workingElsewhereDigit', '0', /^4$/, /^0$/],
  ['GC15.7', /shows a write/, 'scheduleSeesWritesAfterMs', 2_000, /^at once/, /^after 2000 ms/],
  ['GC15.8', /outer status/, 'batchOuterStatus', 424, /^200/, /^424/],
  ['GC15.10', /clientState/, 'subscriptionGetShowsClientState', true, /^null/, /^shown/],
  ['GC15.13', /ReadBasic/, 'readBasicOmits', 'all but times', /^body$/, /subject/],
  ['GC15.12', /iCalUId/, 'iCalUIdOfOccurrences', 'distinct', /^shared/, /^distinct/],
];

describe('the table shows a switch that was turned', () => {
  it.each(CASES)('[%s] %s: %s = %j', async (point, asks, name, value, before, after) => {
    expect(await observed(point, asks, {})).toMatch(before);
    expect(await observed(point, asks, { [name]: value })).toMatch(after);
  });
});

async function observed(point: string, asks: RegExp, flipped: Record<string, unknown>): Promise<string> {
  const question = QUESTIONS.find((one) => one.point === point && asks.test(one.asks));
  if (!question) throw new Error(`no question ${point} ${asks}`);
  const target = await openStandIn(flipped);
  try {
    return await question.ask(await openSession(target));
  } finally {
    await target.close();
  }
}
