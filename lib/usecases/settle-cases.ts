import { bugFacts } from '@/lib/bug-facts';
import { audit } from '@/lib/db/audit';
import { tellEverybody } from '@/lib/db/case-notices';

import { db, transaction } from '@/lib/db/client';
import { closeCasesOfThePast, dueCases, passOn } from '@/lib/db/due-cases';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { letStand, unansweredAtStart } from '@/lib/db/to-confirm';
import { log } from '@/lib/log';

const AT_ONCE = 100;

/**
 * On a timer: what one person was asked first and has let lie passes to all staff, who are told once (sync-design §7);
 * a booking that begins before anybody has confirmed it stands; cases of bookings that are over close. Safe in several
 * workers at once. Returns how many of each.
 */
export async function settleCases(now: Date): Promise<{ passedOn: number; stood: number; ended: number }> {
  const stood = await settleEach(await unansweredAtStart(db(), now, AT_ONCE), (id) => beginUnanswered(id, now));
  const ended = await closeCasesOfThePast(db(), now);
  const passedOn = await settleEach(await dueCases(db(), now, AT_ONCE), (id) => passOnCase(id, now));
  return { passedOn, stood, ended };
}

/** How many were settled. What fails is come back to at the next turn; those behind it do not wait for that. */
async function settleEach(ids: readonly number[], settle: (id: number) => Promise<boolean>): Promise<number> {
  let settled = 0;
  for (const id of ids) {
    try {
      if (await settle(id)) settled++;
    } catch (error) {
      log.error({ id, ...bugFacts(error) }, 'case not settled');
    }
  }
  return settled;
}

/** False: another worker, or a person, was faster. */
const beginUnanswered = (bookingId: number, now: Date): Promise<boolean> =>
  transaction(async (tx) => {
    const booking = await lockWholeBooking(tx, bookingId);
    if (booking?.status !== 'to_confirm') return false;
    await letStand(tx, booking, now);
    return true;
  });

const passOnCase = (caseId: number, now: Date): Promise<boolean> =>
  transaction(async (tx) => {
    if (!(await passOn(tx, caseId, now))) return false;
    await audit(tx, { personId: null, act: 'conflict.passed_on', subject: `conflict:${caseId}` });
    await tellEverybody(tx, caseId);
    return true;
  });
