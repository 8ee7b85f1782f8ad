import type { Actor } from '@/lib/auth/can';
import { type SpaceLine, sumSpaces } from '@/lib/booking/sum-spaces';
import { db } from '@/lib/db/client';
import { PAST_EVENT_DAYS } from '@/lib/db/past-events';
import { bookingCounts, bookingOutcomes } from '@/lib/db/statistics-counts';
import type { StatisticsRange } from '@/lib/db/statistics-items';
import { openUses } from '@/lib/db/statistics-open';
import { type BookedSpace, countedSpaces } from '@/lib/db/statistics-spaces';
import { ok, type Result } from '@/lib/result';
import { DAY_MS } from '@/lib/time/interval';
import { localDateOf } from '@/lib/time/zone';
import { type AskedStatistics, askedStatistics, type StatisticsScope } from './asked-statistics';
import { type SpaceStatistics, spaceStatistics } from './space-statistics';

/** `numbers` null: the dates are wrong, and the form says how. */
export type SpaceStatisticsView = AskedStatistics & { numbers: SpaceStatistics | null };

/**
 * Numbers about spaces, never about people: for whoever manages them, of their locations. An appointment in a room is a
 * booking of that room. As many queries for one space as for five hundred.
 */
export async function viewSpaceStatistics(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceStatisticsView>> {
  const asked = await askedStatistics(actor, raw, now);
  if (!asked.ok) return asked;
  const { scope } = asked.value;
  return ok({ ...asked.value, numbers: scope && (await numbersOf(scope, now)) });
}

async function numbersOf(scope: StatisticsScope, now: Date): Promise<SpaceStatistics> {
  const { timeframe, before, locationIds, timeZone } = scope;
  const range: StatisticsRange = { start: timeframe.start, end: timeframe.end, locationIds };
  const counts = await bookingCounts(db(), range, now);
  return spaceStatistics({
    ...{ timeframe, counts },
    spaces: await spaceLines(range, counts.spaces),
    outcomesBefore: await bookingOutcomes(db(), { ...range, start: before.start, end: before.end }, now),
    meetingsFrom: localDateOf(new Date(now.getTime() - PAST_EVENT_DAYS * DAY_MS), timeZone),
  });
}

async function spaceLines(range: StatisticsRange, counted: readonly BookedSpace[]): Promise<SpaceLine[]> {
  const spaces = await countedSpaces(db(), range.locationIds);
  const booked = new Map(counted.map(({ spaceId, ...numbers }) => [spaceId, numbers]));
  const openOf = await openUses(db(), range, spaces);
  return sumSpaces(spaces, (id) => ({ bookings: 0, minutes: 0, ...booked.get(id), ...openOf(id) }));
}
