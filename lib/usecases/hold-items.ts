import type { Actor } from '@/lib/auth/can';
import { minutesToWaitForHolds, recordHold } from '@/lib/auth/hold-limit';
import type { Visitor } from '@/lib/auth/visitor';
import { keptPads, occupancyRows } from '@/lib/booking/occupancy';
import { inTransaction } from '@/lib/db/client';
import { putHold } from '@/lib/db/holds';
import { expireHolds } from '@/lib/db/occupancy';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { endHold } from './end-hold';
import { asHeld, type Held } from './hold-view';
import { insertWithPublicId } from './insert-with-public-id';
import { judgeItems, type Wish } from './judge-items';
import { patronFor } from './view-space-day';

type ToHold = Pick<Wish, 'kind' | 'items'> & { holdMinutes: number | null };

/**
 * Keeps what a visitor has chosen while they fill in the form: nobody else is offered it until `until` (sync-design §2:
 * status `hold`, nothing in Outlook, no mail). Own readings: one hold a visitor, so the next takes the place of the last;
 * it is judged by the rules of a booking, limits included, and counts towards none, since the booking that it becomes does.
 * A courtesy: who cannot have one (`too_many_attempts`) books all the same while the time is free. Null: the location
 * holds nothing.
 */
export async function holdItems(
  actor: Actor,
  visitor: Visitor,
  { kind, items, holdMinutes }: ToHold,
  now: Date,
): Promise<Result<Held | null>> {
  const [visitorKey] = visitor.keys;
  if (holdMinutes === null || !visitorKey) return ok(null);
  const retryAfterMinutes = await minutesToWaitForHolds(visitor, now);
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });
  await recordHold(visitor, now);

  const until = addMinutes(now, holdMinutes);
  const ids = items.map(({ resourceId }) => resourceId);
  return inTransaction(async (tx) => {
    const locked = await endHold(tx, visitor.keys, ids, now);
    await expireHolds(tx, locked, now);
    const judged = await judgeItems(tx, actor, { kind, items, patron: patronFor(actor), by: 'patron' }, now);
    if (!judged.ok) return judged;
    const facts = judged.value.wanted.map((one) => one.facts);
    const { bookingId, publicId } = await insertWithPublicId(tx, {
      ...{ status: 'hold', statusReason: null, cause: 'user', holdUntil: until, settledAt: null, createdAt: now },
      ...{ personId: null, patronName: '', patronEmail: '', note: '', locale: 'en', items },
      occupancy: keptPads(occupancyRows(judged.value.wanted), facts),
    });
    await putHold(tx, { bookingId, visitor: visitorKey, network: visitor.network });
    return ok(asHeld({ publicId, until, extensions: 0 }, holdMinutes));
  });
}
