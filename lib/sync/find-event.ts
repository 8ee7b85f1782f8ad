import { findByMarker, findByStart } from '@/lib/graph/events';
import type { RemoteEvent } from '@/lib/graph/wire';
import { markerOf, transactionIdOf } from './mirror-identity';
import { intervalOf } from './owned-fields';
import { editedMirrorOf, type Push, type PushFacts } from './push-facts';

/** What the event of this booking carries on this calendar. */
export function identityOf({ installationId, link, job }: Push, epoch: number) {
  const key = { installationId, linkId: link.id, bookingId: job.bookingId, epoch };
  return { transactionId: transactionIdOf(key), marker: markerOf(key) };
}

/**
 * By marker, then by start. A person's copy may carry our marker; what carries our transaction id too was made by us, the
 * oldest first (§4.1, §6).
 */
export async function find(push: Push, facts: PushFacts): Promise<RemoteEvent | null> {
  return (await findAll(push, facts))[0] ?? null;
}

/** Usually one. More than one: a create was carried out twice, and all but the first are to go. */
export async function findAll(push: Push, { mirror }: PushFacts): Promise<RemoteEvent[]> {
  const { session, link } = push;
  const { marker, transactionId } = identityOf(push, mirror?.epoch ?? 1);
  const marked = (await findByMarker(session, link.mailboxOid, marker)).filter((event) => !event.cancelled);
  const ours = marked.filter((event) => event.transactionId?.toLowerCase() === transactionId);
  if (ours.length > 0 || marked[0]) return ours.length > 0 ? ours : marked.slice(0, 1);
  const base = mirror && editedMirrorOf(mirror)?.base;
  if (!base) return [];
  const found = await findByStart(session, link.mailboxOid, intervalOf(base).start, transactionId);
  return found.filter((event) => !event.cancelled);
}
