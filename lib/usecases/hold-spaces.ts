import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { minutesToWaitForHolds, recordHold } from '@/lib/auth/hold-limit';
import type { Visitor } from '@/lib/auth/visitor';
import { keptPads, occupancyRows } from '@/lib/booking/occupancy';
import { inTransaction } from '@/lib/db/client';
import { putHold } from '@/lib/db/holds';
import { expireHolds } from '@/lib/db/occupancy';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { basketInput } from './basket-input';
import { spacesTogether } from './complete-form';
import { endHold } from './end-hold';
import { asHeld, type Held } from './hold-view';
import { insertWithPublicId } from './insert-with-public-id';
import { judgeItems } from './judge-items';
import { intervalOf, timeInput } from './place-booking';
import { patronFor } from './view-space-day';

const holdSpacesInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  ...timeInput,
  /** Other spaces of the same visit. */
  with: basketInput,
});

/**
 * Keeps what a visitor has chosen while they fill in the form: nobody else is offered it until `until` (sync-design §2:
 * status `hold`, nothing in Outlook, no mail). Own readings: one hold a visitor, so the next takes the place of the last;
 * it is judged by the rules of a booking, limits included, and counts towards none, since the booking that it becomes does.
 * A courtesy: who cannot have one (`too_many_attempts`) books all the same while the time is free.
 *
 * Null: the location holds nothing. Refusals else: those of `decideBooking`, and `one_location` as for a booking.
 */
export async function holdSpaces(
  actor: Actor,
  visitor: Visitor,
  raw: unknown,
  now: Date,
): Promise<Result<Held | null>> {
  const input = parse(holdSpacesInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { spaceId, with: others, ...time } = input.value;
  const wanted = intervalOf(time, null);
  if (!wanted.ok) return wanted;
  const items = [{ resourceId: spaceId, ...wanted.value }, ...others];
  const ids = items.map(({ resourceId }) => resourceId);
  const together = await spacesTogether(actor, ids);
  if (!together.ok) return together;
  const space = together.value.find(({ id }) => id === spaceId);
  if (!space) return refuse({ code: 'not_found' });
  const [visitorKey] = visitor.keys;
  if (space.holdMinutes === null || !visitorKey) return ok(null);
  const retryAfterMinutes = await minutesToWaitForHolds(visitor, now);
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });
  await recordHold(visitor, now);

  const until = addMinutes(now, space.holdMinutes);
  return inTransaction(async (tx) => {
    const locked = await endHold(tx, visitor.keys, ids, now);
    await expireHolds(tx, locked, now);
    const wish = { kind: 'space', items, patron: patronFor(actor), by: 'patron' } as const;
    const judged = await judgeItems(tx, actor, wish, now);
    if (!judged.ok) return judged;
    const facts = judged.value.wanted.map((one) => one.facts);
    const { bookingId, publicId } = await insertWithPublicId(tx, {
      ...{ status: 'hold', statusReason: null, cause: 'user', holdUntil: until, settledAt: null, createdAt: now },
      ...{ personId: null, patronName: '', patronEmail: '', note: '', locale: 'en', items },
      occupancy: keptPads(occupancyRows(judged.value.wanted), facts),
    });
    await putHold(tx, { bookingId, visitor: visitorKey, network: visitor.network });
    return ok(asHeld({ publicId, until, extensions: 0 }, space.holdMinutes));
  });
}
