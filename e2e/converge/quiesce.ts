import { db, transaction } from '@/lib/db/client';
import { allOpenLinks } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import { settleHolds } from '@/lib/usecases/settle-holds';
import { giveRights } from './give-rights';
import type { Place } from './place';
import { keepSubscriptions, pullAll, pushAll } from './run-work';

/** Backoffs, second looks, dead leases, gates, probes of paused calendars, and the sweep of every six hours. */
const JUMPS_MS = [0, 12_000, 70_000, 1_000_000, 3_700_000, 6.1 * 3_600_000, 20_000];

/** The trouble is over and nobody touches anything any more; the workers go on until there is nothing left to do. */
export async function quiesce(place: Place): Promise<void> {
  await place.control('DELETE', '/faults');
  await activate();
  for (const room of ['oak', 'cedar'] as const) await giveRights(place, room, true);
  for (const ms of JUMPS_MS) {
    await place.pass(ms);
    await settleHolds(place.now());
    const world = place.world(ms);
    await keepSubscriptions(world);
    // One side's work makes work for the other.
    while ((await pushAll(world, 'quiet')) + (await pullAll(world, 'quiet')) > 0);
  }
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
