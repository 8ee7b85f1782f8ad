import { resourcesOfBookings } from '@/lib/db/bookings';
import { db, type Tx, transaction } from '@/lib/db/client';
import { clearStage, concludeQuiet, finishPull, holdsPullFence, saveCursor } from '@/lib/db/cursors';
import { backToLive } from '@/lib/db/freshness';
import type { Link } from '@/lib/db/link-rows';
import type { Lease } from '@/lib/db/push-jobs';
import { lockResources } from '@/lib/db/resources';
import { noteUntold } from '@/lib/db/silence';
import { saveSetAside } from '@/lib/db/skipped-items';
import { log } from '@/lib/log';
import { count } from '@/lib/metrics';
import { applyPull } from './apply-pull';
import { checkMirror } from './check-mirror';
import type { MirrorCheck } from './plan-mirrors';
import { type PullAction, planPull } from './plan-pull';
import { pullFacts } from './pull-facts';
import { LeaseLost } from './push-facts';
import type { Round } from './round';
import type { LinkSession, SyncWorld } from './session';
import { isSuspicious } from './suspicion';

/** One reading of a calendar under way. */
export type Pull = { link: Link; lease: Lease; session: LinkSession; world: SyncWorld };

/** Two full reads in a row do not agree about an unusual loss: nothing was applied, it is read again later (I17). */
export class UnbelievableCalendar extends Error {
  constructor() {
    super('the calendar lost more than is believed');
    this.name = 'UnbelievableCalendar';
  }
}

/**
 * Judges what was read and applies rows, blocks, cases and cursor in one transaction (I8), asking first about mirrors
 * that seem edited. `again` reads everything once more, for when the loss is too great to be believed (I17). Returns how
 * many deeds it came to.
 */
export async function settleRound(pull: Pull, round: Round, again: () => Promise<Round>): Promise<number> {
  const { link, lease, session, world } = pull;
  const { deltaLink } = round;
  if (deltaLink !== null && isQuiet(link, round)) {
    const { generation } = round;
    const quiet = { generation, deltaLink, pulledSeq: link.dirtySeq };
    if (!(await concludeQuiet(db(), lease, quiet, world.clock()))) throw new LeaseLost();
    return 0;
  }
  let believed = round;
  let plan = await planNow(link, believed, world);
  if (plan.suspicious) {
    const lost = lossesOf(plan.actions);
    believed = await again();
    plan = await planNow(link, believed, world);
    if (plan.suspicious && lossesOf(plan.actions) !== lost) throw new UnbelievableCalendar();
  }
  const checks = new Map<number, MirrorCheck>();
  for (const action of plan.actions) {
    if (action.do !== 'check_mirror') continue;
    const check = await checkMirror(session, link, action.bookingId, plan.removed.has(action.remoteId));
    if (check) checks.set(action.bookingId, check);
  }
  const applied = await fenced(lease, async (tx) => {
    // What answers may move comes with it, in one go: two calendars of one appointment are often read at once.
    await lockResources(tx, [link.resourceId, ...(await resourcesOfBookings(tx, bookingsIn(plan.actions)))]);
    const { facts, mirrors } = await pullFacts(tx, link, believed, checks, world.clock());
    const actions = planPull(facts);
    await applyPull(tx, link, mirrors, actions, world.clock());
    await conclude(tx, link, believed, world.clock());
    if (shouldHaveBeenTold(link, believed) && actions.length > 0) {
      await noteUntold(tx, link.id, link.dirtySeq, world.clock());
    }
    const { reason, unreadable } = believed;
    if (reason || actions.length > 0) {
      log.info({ linkId: link.id, reason, changes: actions.length, unreadable: unreadable.size }, 'pulled');
    }
    return actions;
  });
  count('sync_adopted_total', {}, applied.filter((action) => action.do === 'adopt').length);
  return applied.length;
}

/** Most polls: nothing changed, nothing was asked for, and no row is waiting to be judged again. */
const isQuiet = (link: Link, { covers, seen, removed, masters, unreadable }: Round) =>
  !covers &&
  !link.hasSetAside &&
  seen.size + removed.size + masters.size + unreadable.size === 0 &&
  link.dirtySeq === link.pulledSeq;

/** The timer's round, not one that a notification or we ourselves asked for, and not everything read anew. */
const shouldHaveBeenTold = (link: Link, { reason }: Round) =>
  link.changeMode === 'webhook' && reason === null && link.dirtySeq === link.pulledSeq && !link.hasSetAside;

/** What would be done, by a look that changes nothing. */
export async function planNow(link: Link, round: Round, world: SyncWorld) {
  const { facts } = await pullFacts(db(), link, round, new Map(), world.clock());
  const actions = planPull(facts);
  const suspicious = isSuspicious({
    isEmpty: round.covers !== null && round.seen.size === 0,
    // Blocks that go because the switch "close slots" was turned off are no loss.
    blocks: link.reads ? actions.filter((action) => action.do === 'drop_block').length : 0,
    blocksHeld: link.reads ? facts.blocks.size : 0,
    mirrors: actions.filter((action) => action.do === 'check_mirror' && facts.removed.has(action.remoteId)).length,
    mirrorsHeld: facts.mirrors.filter((mirror) => mirror.state === 'live').length,
  });
  return { actions, suspicious, removed: facts.removed };
}

/** Of which the round may move or end one. */
const bookingsIn = (actions: readonly PullAction[]): number[] =>
  actions.flatMap((action) => ('bookingId' in action ? [action.bookingId] : []));

/** Which blocks and mirrors would go, to compare two reads by. */
const lossesOf = (actions: readonly PullAction[]): string =>
  actions
    .flatMap((action) => (action.do === 'drop_block' || action.do === 'check_mirror' ? [action.remoteId] : []))
    .sort()
    .join(' ');

/** Rows and cursor are saved together (I8). What could not be read is kept in mind until it can. */
async function conclude(tx: Tx, link: Link, round: Round, now: Date): Promise<void> {
  const { generation, window, openedAt, deltaLink, covers, reason, unreadable } = round;
  if (deltaLink !== null) {
    const cursor = { generation, windowStart: window.start, windowEnd: window.end, deltaLink, openedAt };
    await saveCursor(tx, link.id, cursor, now);
  }
  // A sweep is no round: marks stay, and what is set aside elsewhere is not its business.
  if (reason !== 'near' && reason !== 'whole') {
    await saveSetAside(tx, link.id, unreadable, now);
    // A calendar that is always listed has its own time for what only a sweep does.
    await finishPull(tx, link.id, link.dirtySeq, covers !== null && reason !== 'listing', now);
  }
  if (deltaLink !== null) await clearStage(tx, link.id);
  await backToLive(tx, link.id, now);
}

const fenced = <T>(lease: Lease, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(async (tx) => {
    const answer = await work(tx);
    // Last, in the order resources before links that every writer of taken time keeps.
    if (!(await holdsPullFence(tx, lease))) throw new LeaseLost();
    return answer;
  });
