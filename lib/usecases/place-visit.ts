import type { Actor } from '@/lib/auth/can';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { lockPatron } from '@/lib/db/patron-bookings';
import { lockResources } from '@/lib/db/resources';
import { insertVisit } from '@/lib/db/visits';
import { ok, type Result, refuse } from '@/lib/result';
import type { BasketItem } from './basket-input';
import type { CompleteForm } from './complete-form';
import { type Placed, placeBooking } from './place-booking';

/** The first of its bookings, and all of them in the order in which they were asked for. */
export type PlacedVisit = Placed & { visitId: string; publicIds: string[] };

/**
 * Several spaces of one location in one go, all or none, in the caller's transaction (decision 0022): each is a booking of
 * its own, with its own rules, event and code, and the visit ties them together for mail and page. Limits count all of
 * them; between each other they need no gap. A refusal says which space it is about. Answers the first of them.
 */
export async function placeVisit(
  tx: Tx,
  actor: Actor,
  items: readonly BasketItem[],
  { patron, by, spaces, answersOf }: CompleteForm,
  now: Date,
): Promise<Result<PlacedVisit>> {
  const ids = items.map(({ resourceId }) => resourceId);
  await lockResources(tx, ids);
  await lockPatron(tx, patron);
  const visitId = await insertVisit(tx, now);
  const placed: Placed[] = [];
  for (const item of items) {
    const whose = { ...patron, visitId, answers: answersOf(item.resourceId) };
    const one = await placeBooking(tx, actor, 'space', [item], whose, now, by);
    if (!one.ok) return refuse({ code: 'of_space', ...nameOf(item), problem: one.refusal });
    placed.push(one.value);
  }
  const [first] = placed;
  if (!first) throw new Error('a visit without spaces');
  if (placed.some(({ status }) => status === 'unverified'))
    await enqueue(tx, { kind: 'visit_mail', mail: { template: 'visit_verify', visitId } });
  const beyond = [...new Set(placed.flatMap((one) => one.beyond))];
  return ok({ ...first, beyond, visitId, publicIds: placed.map(({ publicId }) => publicId) });

  function nameOf({ resourceId }: BasketItem) {
    return { name: spaces.find(({ id }) => id === resourceId)?.name ?? '', resourceId };
  }
}
