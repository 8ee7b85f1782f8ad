import type { Tx } from '@/lib/db/client';
import { mediatorsOf } from '@/lib/db/mediators';
import { enqueue } from '@/lib/db/outbox';
import { waitsForDigest } from '@/lib/db/requests';
import { tellOfOutcome } from '@/lib/db/tell-of-outcome';

/**
 * A request was made, in its transaction: its patron hears that it waits, and each mediator that it does, unless the
 * location gathers them into a digest (`send-digests`). Where nobody is named, the admins are asked.
 */
export async function askMediators(tx: Tx, bookingId: number): Promise<void> {
  await tellOfOutcome(tx, bookingId, 'booking_received');
  if (await waitsForDigest(tx, bookingId)) return;
  for (const personId of await mediatorsOf(tx, bookingId))
    await enqueue(tx, { kind: 'mediation_mail', mail: { template: 'mediation_wanted', bookingId, personId } });
}
