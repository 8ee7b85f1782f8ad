import { type Actor, can } from '@/lib/auth/can';
import { mayForget } from '@/lib/booking/may-forget';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { forgettable } from '@/lib/db/own-data';
import { lockPatron } from '@/lib/db/patron-bookings';
import { scrubThese } from '@/lib/db/scrub';
import { addToReport } from '@/lib/db/scrub-reports';
import { ok, type Result, refuse } from '@/lib/result';

/**
 * A patron's own past bookings lose name, address, note and answers at once, not only when the library's time for them is
 * over; those that a limit still counts keep them until it does not. Returns how many. Cannot be undone.
 */
export async function forgetOwnPast(actor: Actor, now: Date): Promise<Result<{ forgotten: number }>> {
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  if (!can(actor, 'view_own_bookings')) return refuse({ code: 'not_allowed' });
  const self = { personId: actor.id, email: actor.email };
  return inTransaction(async (tx) => {
    await lockPatron(tx, self);
    const ids = (await forgettable(tx, self, now)).filter((one) => mayForget(one, now)).map(({ id }) => id);
    if (ids.length === 0) return ok({ forgotten: 0 });
    await scrubThese(tx, ids, now);
    await addToReport(tx, 'onRequest', ids.length, now);
    // How many, not which: the log would remember what was to be forgotten.
    const detail = { bookings: ids.length };
    await audit(tx, { personId: null, act: 'own_data.removed', subject: 'bookings', detail });
    return ok({ forgotten: ids.length });
  });
}
