import { audit } from '@/lib/db/audit';
import { tellEverybody } from '@/lib/db/case-notices';
import { closeCasesOfThePast, dueCases, passOn } from '@/lib/db/cases';
import { db, transaction } from '@/lib/db/client';

const AT_ONCE = 100;

/**
 * On a timer: what one person was asked first and has let lie passes to all staff, who are told once (sync-design §7);
 * cases of bookings that are over close. Safe in several workers at once.
 */
export async function settleCases(now: Date): Promise<{ passedOn: number; ended: number }> {
  const ended = await closeCasesOfThePast(db(), now);
  let passedOn = 0;
  for (const id of await dueCases(db(), now, AT_ONCE)) {
    const mine = await transaction(async (tx) => {
      if (!(await passOn(tx, id, now))) return false;
      await audit(tx, { personId: null, act: 'conflict.passed_on', subject: `conflict:${id}` });
      await tellEverybody(tx, id);
      return true;
    });
    if (mine) passedOn++;
  }
  return { passedOn, ended };
}
