import { db } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import { readMirror } from '@/lib/db/mirrors';
import { deleteEvent } from '@/lib/graph/events';
import { findMarked } from '@/lib/graph/marked-events';
import { log } from '@/lib/log';
import { MARKER_ID, markersOfLink, readMarker, transactionIdOf } from './mirror-identity';
import type { Pull } from './settle-round';

/**
 * Events of ours whose create was given up and landed all the same: their mirror is over and never knew an event. A
 * person's copy of an event that was known stays: it is theirs (sync-design §4.1, §6). Returns how many went.
 */
export async function dropLateEvents({ link, session }: Pull): Promise<number> {
  const here = await library(db());
  if (!here || !link.writes) return 0;
  const prefix = markersOfLink({ installationId: here.installationId, linkId: link.id });
  let dropped = 0;
  for (const { event, value } of await findMarked(session, link.mailboxOid, { id: MARKER_ID, prefix })) {
    const key = readMarker(value);
    const mirror = key && (await readMirror(db(), link.id, key.bookingId));
    if (!key || !mirror || mirror.epoch !== key.epoch || mirror.state !== 'gone' || mirror.lastRemoteId) continue;
    if (event.transactionId?.toLowerCase() !== transactionIdOf(key)) continue;
    await deleteEvent(session, link.mailboxOid, event.remoteId);
    log.warn({ linkId: link.id, bookingId: key.bookingId }, 'an event that landed late was taken away');
    dropped += 1;
  }
  return dropped;
}
