import type { Tx } from '@/lib/db/client';
import { resolveConflictsAbout } from '@/lib/db/conflicts';
import type { Link } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import { saveMirror } from '@/lib/db/mirrors';
import { dropBlocks, readRemoteEvent, removeRemoteEvents } from '@/lib/db/remote-events';
import type { RemoteEvent } from '@/lib/graph/wire';
import { sameInterval } from '@/lib/time/interval';
import { judgeAgain } from './judge-again';
import { intervalOf, type OwnedFields } from './owned-fields';
import { intentJson } from './push-facts';

/**
 * From now on this event is the booking's. A pull may have met it before us and taken it for somebody's: its row and
 * block go, cases about it are closed. `agreedAt` stays null while a strict booking has not been looked at again.
 */
export async function adoptEvent(
  tx: Tx,
  link: Pick<Link, 'id'>,
  bookingId: number,
  event: RemoteEvent,
  base: OwnedFields,
  agreedAt: Date | null,
  now: Date,
): Promise<void> {
  const { remoteId, etag } = event;
  const met = await readRemoteEvent(tx, link.id, remoteId);
  await removeRemoteEvents(tx, link.id, [remoteId]);
  await dropBlocks(tx, link.id, [remoteId]);
  await resolveConflictsAbout(tx, link.id, remoteId, now);
  const known = { state: 'live', remoteId, lastRemoteId: remoteId, etag, base, agreedAt } as const;
  await saveMirror(tx, link.id, bookingId, { ...known, intentBody: intentJson(base) });
  await judgeAgain(tx, link.id, intervalOf(base));
  // It was moved before we knew its id, and delta will not say so again.
  if (met && !sameInterval(met, intervalOf(base))) await demandFullRead(tx, [link.id]);
}
