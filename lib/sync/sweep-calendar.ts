import { db } from '@/lib/db/client';
import { countCorrections, noteSweep, sweepDone } from '@/lib/db/cursors';
import { type Link, readLink } from '@/lib/db/link-rows';
import { log } from '@/lib/log';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { dropLateEvents } from './drop-late-events';
import type { PullAction } from './plan-pull';
import { readListing } from './read-listing';
import { readRound } from './read-round';
import { DAY_MINUTES, type Round, windowFrom } from './round';
import { type Pull, planNow, settleRound } from './settle-round';

type Span = 'near' | 'whole';

/** How often a plain listing is compared with what we hold, and how far it looks (sync-design §5.5). */
const SWEEPS = { near: { hours: 6, days: 14 }, whole: { hours: 24 } };

/**
 * Delta is not trusted alone either: the calendar is listed and compared; what differs after one more round is put right
 * and counted. The count should stay 0. Returns it.
 */
export async function sweepIfDue(pull: Pull, round: Round): Promise<number> {
  const { link, world } = pull;
  const span = spanToSweep(link, round, world.clock());
  if (!span) return 0;
  // What was just read whole needs no second look: only events that landed late are left to find.
  const corrections =
    (round.covers ? 0 : await compare(pull, span)) + (span === 'whole' ? await dropLateEvents(pull) : 0);
  await noteSweep(db(), link.id, span, world.clock());
  if (link.sweepAskedAt && span === 'whole') await sweepDone(db(), link.id, link.sweepAskedAt);
  if (corrections > 0) {
    await countCorrections(db(), link.id, corrections);
    log.warn({ linkId: link.id, span, corrections }, 'a sweep found what delta had not told');
  }
  return corrections;
}

function spanToSweep(link: Link, round: Round, now: Date): Span | null {
  if (link.sweepAskedAt) return 'whole';
  // A calendar that is always listed has no cursor whose age would count.
  if (round.reason === 'listing')
    return isDue(link, link.lastSweepAt ?? new Date(0), SWEEPS.whole.hours, now) ? 'whole' : null;
  // Nothing of ours can have landed late in a calendar that has only just begun.
  if (round.covers) return round.reason === 'first' ? null : 'whole';
  return dueSweep(link, round.openedAt, now);
}

/** What a listing shows and we do not hold, or the other way round; returns how much of it had to be put right. */
async function compare(pull: Pull, span: Span): Promise<number> {
  const { link, session, world } = pull;
  const covers = spanOf(span, link.horizonDays, world.clock());
  const list = () => readListing(session, link, covers, span, world.clock());
  if (differences((await planNow(link, await list(), world)).actions) === 0) return 0;
  // Perhaps it changed a moment ago: what delta tells now is no correction.
  const round = await readRound(link, session, world.clock());
  await settleRound(pull, round, () => readRound(link, session, world.clock(), 'doubted'));
  const now = (await readLink(db(), link.id)) ?? link;
  const listing = await list();
  const corrections = differences((await planNow(now, listing, world)).actions);
  if (corrections > 0) await settleRound({ ...pull, link: now }, listing, list);
  return corrections;
}

function dueSweep(link: Link, openedAt: Date, now: Date): Span | null {
  const { lastSweepAt, lastNearSweepAt } = link;
  if (isDue(link, lastSweepAt ?? openedAt, SWEEPS.whole.hours, now)) return 'whole';
  return isDue(link, lastNearSweepAt ?? lastSweepAt ?? openedAt, SWEEPS.near.hours, now) ? 'near' : null;
}

/** Spread by the link, so that links made together are not swept together. */
const isDue = ({ id }: Link, last: Date, hours: number, now: Date) =>
  addMinutes(last, hours * 60 - ((id * 17) % 60)) <= now;

function spanOf(span: Span, horizonDays: number, now: Date): Interval {
  const whole = windowFrom(horizonDays, now);
  return span === 'whole' ? whole : { start: whole.start, end: addMinutes(now, SWEEPS.near.days * DAY_MINUTES) };
}

/** What is about events and mirrors; cases follow from them. */
const differences = (actions: readonly PullAction[]): number =>
  actions.filter(({ do: deed }) => deed !== 'open_conflict' && deed !== 'close_conflict').length;
