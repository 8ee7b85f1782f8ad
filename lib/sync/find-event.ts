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

/** By marker, then by start. A person's copy may carry our marker, but never our transaction id: it is left alone (§6). */
export async function find(push: Push, { mirror }: PushFacts): Promise<RemoteEvent | null> {
  const { session, link } = push;
  const { marker, transactionId } = identityOf(push, mirror?.epoch ?? 1);
  const marked = (await findByMarker(session, link.mailboxOid, marker)).filter((event) => !event.cancelled);
  const ours = marked.find((event) => event.transactionId?.toLowerCase() === transactionId) ?? marked[0];
  if (ours) return ours;
  const base = mirror && editedMirrorOf(mirror)?.base;
  if (!base) return null;
  const [found] = await findByStart(session, link.mailboxOid, intervalOf(base).start, transactionId);
  return found && !found.cancelled ? found : null;
}
