import { db, transaction } from '@/lib/db/client';
import { allOpenLinks } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import { settleHolds } from '@/lib/usecases/settle-holds';
import { giveRights } from './give-rights';
import type { Place } from './place';
import { keepSubscriptions, pullAll, pushAll } from './run-work';

type Jump = { ms: number; always?: true };

/**
 * Second looks, longest backoffs and gates with the safety round, probes of paused calendars, the sweep of every six
 * hours, and second looks of what it found. Some matter only while something is left to do.
 */
const JUMPS: readonly Jump[] = [
  { ms: 0, always: true },
  { ms: 12_000 },
  { ms: 70_000 },
  { ms: 1_000_000, always: true },
  { ms: 3_700_000 },
  { ms: 6.1 * 3_600_000, always: true },
  { ms: 20_000 },
];

/** The trouble is over and nobody touches anything any more; the workers go on until there is nothing left to do. */
export async function quiesce(place: Place): Promise<void> {
  await place.control('DELETE', '/faults');
  await activate();
  for (const room of ['oak', 'cedar'] as const) await giveRights(place, room, true);
  for (const { ms, always } of JUMPS) {
    if (!always && (await isSettled())) continue;
    await place.pass(ms);
    await settleHolds(place.now());
    const world = place.world(ms);
    await keepSubscriptions(world);
    // One side's work makes work for the other.
    while ((await pushAll(world, 'quiet')) + (await pullAll(world, 'quiet')) > 0);
  }
}

async function isSettled(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ settled: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM push_job WHERE dead_at IS NULL)
      AND NOT EXISTS (SELECT FROM booking WHERE status = 'pending_remote')
      AND NOT EXISTS (SELECT FROM calendar_link WHERE state NOT IN ('live', 'unlinked')
        OR (state = 'live' AND (dirty_seq > pulled_seq OR pull_failures > 0))) AS settled`;
  return row?.settled === true;
}

/** Back from a pause every calendar is read anew, as the admin's switch does it. */
export async function activate(): Promise<void> {
  const row = await db().integration.findUnique({ where: { id: 1 } });
  if (row?.state !== 'inactive') return;
  await transaction(async (tx) => {
    await tx.integration.update({ where: { id: 1 }, data: { state: 'active' } });
    await demandFullRead(
      tx,
      (await allOpenLinks(tx)).map(({ id }) => id),
    );
  });
}
