import { db } from '@/lib/db/client';
import { countCorrections, noteSweep } from '@/lib/db/cursors';
import { readLink } from '@/lib/db/link-rows';
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
  // What was just read whole needs no second look.
  if (round.covers) return 0;
  const span = dueSweep(link, round.openedAt, world.clock());
  return span ? sweep(pull, span) : 0;
}

async function sweep(pull: Pull, span: Span): Promise<number> {
  const { link, lease, session, world } = pull;
  const covers = spanOf(span, link.horizonDays, world.clock());
  const list = () => readListing(session, link, covers, span, world.clock());
  let corrections = 0;
  if (differences((await planNow(link, await list(), world)).actions) > 0) {
    // Perhaps it changed a moment ago: what delta tells now is no correction.
    const round = await readRound(link, lease, session, world.clock());
    await settleRound(pull, round, () => readRound(link, lease, session, world.clock(), 'doubted'));
    const now = (await readLink(db(), link.id)) ?? link;
    const listing = await list();
    corrections = differences((await planNow(now, listing, world)).actions);
    if (corrections > 0) await settleRound({ ...pull, link: now }, listing, list);
  }
  if (span === 'whole') corrections += await dropLateEvents(pull);
  await noteSweep(db(), link.id, span, world.clock());
  if (corrections > 0) {
    await countCorrections(db(), link.id, corrections);
    log.warn({ linkId: link.id, span, corrections }, 'a sweep found what delta had not told');
  }
  return corrections;
}

/** Spread by the link, so that links made together are not swept together. */
function dueSweep(
  link: { id: number; lastSweepAt: Date | null; lastNearSweepAt: Date | null },
  openedAt: Date,
  now: Date,
): Span | null {
  const isDue = (last: Date | null, hours: number) =>
    addMinutes(last ?? openedAt, hours * 60 - ((link.id * 17) % 60)) <= now;
  if (isDue(link.lastSweepAt, SWEEPS.whole.hours)) return 'whole';
  return isDue(link.lastNearSweepAt ?? link.lastSweepAt, SWEEPS.near.hours) ? 'near' : null;
}

function spanOf(span: Span, horizonDays: number, now: Date): Interval {
  const whole = windowFrom(horizonDays, now);
  return span === 'whole' ? whole : { start: whole.start, end: addMinutes(now, SWEEPS.near.days * DAY_MINUTES) };
}

/** What is about events and mirrors; cases follow from them. */
const differences = (actions: readonly PullAction[]): number =>
  actions.filter(({ do: deed }) => deed !== 'open_conflict' && deed !== 'close_conflict').length;
