import { enqueueBackfill } from '@/lib/db/backfill';
import type { Tx } from '@/lib/db/client';
import { expectReading } from '@/lib/db/freshness';
import { resumeLink } from '@/lib/db/link-pauses';
import { demandFullRead } from '@/lib/db/links';

/**
 * A calendar that was paused, by a person or by Microsoft's refusal, begins anew: with a full read, and every upcoming
 * booking is held against it.
 */
export async function enableLink(tx: Tx, linkId: number, now: Date): Promise<void> {
  await resumeLink(tx, linkId);
  await readAnew(tx, linkId, now);
}

/** The same for one that goes on as it is: everything there is read, and every upcoming booking is looked at. */
export async function readAnew(tx: Tx, linkId: number, now: Date): Promise<void> {
  await demandFullRead(tx, [linkId]);
  await expectReading(tx, [linkId], now);
  await enqueueBackfill(tx, linkId, now);
}
