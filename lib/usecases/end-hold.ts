import type { Tx } from '@/lib/db/client';
import { dropHolds, holdOf, lockVisitor } from '@/lib/db/holds';
import { lockResources } from '@/lib/db/resources';

/**
 * What a visitor holds is let go, in the transaction that puts something in its place. First all locks of both, in the
 * order that every writer of taken time keeps. Returns the resources locked.
 */
export async function endHold(
  tx: Tx,
  keys: readonly string[],
  resourceIds: readonly number[],
  now: Date,
): Promise<number[]> {
  const held = await holdOf(tx, keys, now);
  const ids = [...resourceIds, ...(held?.items ?? []).map(({ resourceId }) => resourceId)];
  const locked = await lockResources(tx, [...new Set(ids)]);
  await lockVisitor(tx, keys);
  await dropHolds(tx, keys);
  return locked;
}
