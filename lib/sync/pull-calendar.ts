import { db, type Tx, transaction } from '@/lib/db/client';
import { clearStage, finishPull, holdsPullFence, saveCursor } from '@/lib/db/cursors';
import { type Link, readLink, setLinkState } from '@/lib/db/links';
import type { Lease } from '@/lib/db/push-jobs';
import { lockResources } from '@/lib/db/resources';
import { log } from '@/lib/log';
import { applyPull } from './apply-pull';
import { checkMirror } from './check-mirror';
import { type MirrorCheck, type PullAction, planPull } from './plan-pull';
import { pullFacts } from './pull-facts';
import { LeaseLost } from './push-facts';
import { type Round, readRound } from './read-round';
import { type LinkSession, openSession, realWorld, type SyncWorld } from './session';
import { isSuspicious } from './suspicion';

export type PullResult = { changes: number; reason: Round['reason'] };

/** Two full reads in a row do not agree about an unusual loss: nothing was applied, it is read again later (I17). */
export class UnbelievableCalendar extends Error {
  constructor() {
    super('the calendar lost more than is believed');
    this.name = 'UnbelievableCalendar';
  }
}

/**
 * One round for a claimed link (sync-design §5.2): read everything, ask about mirrors that seem edited, then apply rows,
 * blocks, cases and cursor in one transaction. Throws what went wrong; nothing is half applied. `lost` when somebody else
 * has the lane.
 */
export async function pullCalendar(lease: Lease, world: SyncWorld = realWorld): Promise<PullResult | 'lost'> {
  const link = await readLink(db(), lease.linkId);
  if (!link || link.state === 'unlinked') return 'lost';
  const session = openSession(link, { direction: 'pull' }, world);
  try {
    return await pull(link, lease, session, world);
  } catch (error) {
    if (error instanceof LeaseLost) return 'lost';
    throw error;
  } finally {
    await session.flush();
  }
}

async function pull(link: Link, lease: Lease, session: LinkSession, world: SyncWorld): Promise<PullResult> {
  let round = await readRound(link, lease, session, world.clock());
  // Most polls: nothing changed, nothing was asked for, and no row is waiting to be judged again.
  const isQuiet = !round.full && round.seen.size + round.removed.size + round.masters.size + round.malformed === 0;
  if (isQuiet && link.dirtySeq === link.pulledSeq) {
    await fenced(lease, (tx) => conclude(tx, link, round, world.clock()));
    return { changes: 0, reason: null };
  }
  let plan = await planNow(link, round, new Map(), world);
  if (plan.suspicious) {
    const lost = lossesOf(plan.actions);
    round = await readRound(link, lease, session, world.clock(), 'sweep');
    plan = await planNow(link, round, new Map(), world);
    if (plan.suspicious && lossesOf(plan.actions) !== lost) throw new UnbelievableCalendar();
  }
  const checks = new Map<number, MirrorCheck>();
  for (const action of plan.actions) {
    if (action.do !== 'check_mirror') continue;
    const check = await checkMirror(session, link, action.bookingId);
    if (check) checks.set(action.bookingId, check);
  }
  return fenced(lease, async (tx) => {
    await lockResources(tx, [link.resourceId]);
    const { facts, mirrors } = await pullFacts(tx, link, round, checks, world.clock());
    const actions = planPull(facts);
    await applyPull(tx, link, mirrors, actions, world.clock());
    await conclude(tx, link, round, world.clock());
    if (round.reason || actions.length > 0) {
      log.info(
        { linkId: link.id, reason: round.reason, changes: actions.length, malformed: round.malformed },
        'pulled',
      );
    }
    return { changes: actions.length, reason: round.reason };
  });
}

/** What would be done, by a look that changes nothing. */
async function planNow(link: Link, round: Round, checks: ReadonlyMap<number, MirrorCheck>, world: SyncWorld) {
  const { facts } = await pullFacts(db(), link, round, checks, world.clock());
  const actions = planPull(facts);
  const suspicious = isSuspicious({
    blocks: actions.filter((action) => action.do === 'drop_block').length,
    blocksHeld: facts.blocks.size,
    mirrors: actions.filter((action) => action.do === 'check_mirror' && facts.removed.has(action.remoteId)).length,
    mirrorsHeld: facts.mirrors.filter((mirror) => mirror.state === 'live').length,
  });
  return { actions, suspicious: suspicious && link.reads };
}

/** Which blocks and mirrors would go, to compare two reads by. */
const lossesOf = (actions: readonly PullAction[]): string =>
  actions
    .flatMap((action) => (action.do === 'drop_block' || action.do === 'check_mirror' ? [action.remoteId] : []))
    .sort()
    .join(' ');

/** Rows and cursor are saved together (I8). What was malformed stays marked until it can be read. */
async function conclude(tx: Tx, link: Link, round: Round, now: Date): Promise<void> {
  const { generation, window, openedAt, deltaLink } = round;
  await saveCursor(
    tx,
    link.id,
    { generation, windowStart: window.start, windowEnd: window.end, deltaLink, openedAt },
    now,
  );
  await finishPull(tx, link.id, link.dirtySeq, round.full, now);
  await clearStage(tx, link.id);
  if (link.state !== 'live') await setLinkState(tx, link.id, 'live', null);
}

const fenced = <T>(lease: Lease, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(async (tx) => {
    const answer = await work(tx);
    // Last, in the order resources before links that every writer of taken time keeps.
    if (!(await holdsPullFence(tx, lease))) throw new LeaseLost();
    return answer;
  });
