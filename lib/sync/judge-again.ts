import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { standsAround } from '@/lib/db/remote-events';
import type { Interval } from '@/lib/time/interval';

/**
 * What was left open about others' events at the time of one of ours is judged by the next reading: while a create was
 * under way, an event with exactly its times was given no block, and one over it displaced nobody, since either could have
 * been ours (sync-design §6).
 */
export async function judgeAgain(tx: Tx, linkId: number, ours: Interval): Promise<void> {
  if (await standsAround(tx, linkId, ours)) await enqueue(tx, { kind: 'pull_calendar', linkId });
}
