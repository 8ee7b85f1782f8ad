import { bugFacts } from '@/lib/bug-facts';
import { db, transaction } from '@/lib/db/client';
import { openAnswers, setOutcome } from '@/lib/db/hours-change-bookings';
import { lockHoursChange, setHoursChange } from '@/lib/db/hours-changes';
import { hoursOwner } from '@/lib/db/hours-owners';
import { log } from '@/lib/log';
import { lockLocation } from './apply-hours-change';
import { settleAffected } from './settle-affected';

/**
 * The worker's part of a change of hours that meets many bookings: each in a transaction of its own, so that patrons are
 * kept waiting by one at most. Done twice, or taken up after a crash, it goes on where it was. Throws when some are left,
 * so that the queue tries again.
 */
export async function continueHoursChange(changeId: number, now: Date): Promise<void> {
  const failed: number[] = [];
  for (const { bookingId } of await openAnswers(db(), changeId)) {
    try {
      await settleOne(changeId, bookingId, now);
    } catch (error) {
      failed.push(bookingId);
      log.error({ changeId, bookingId, ...bugFacts(error) }, 'booking outside new hours not settled');
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} bookings of a change of hours are left`);
  await transaction((tx) => setHoursChange(tx, changeId, { state: 'done', doneAt: now }));
}

const settleOne = (changeId: number, bookingId: number, now: Date): Promise<void> =>
  transaction(async (tx) => {
    const change = await lockHoursChange(tx, changeId);
    const owner = change && (await hoursOwner(tx, change.owner));
    const [answer] = await openAnswers(tx, changeId, bookingId);
    if (!change || !owner || !answer) return;
    await lockLocation(tx, owner.locationId);
    await setOutcome(tx, changeId, bookingId, await settleAffected(tx, answer, change, now));
  });
