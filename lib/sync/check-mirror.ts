import { db } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import type { Link } from '@/lib/db/link-rows';
import { readMirror } from '@/lib/db/mirrors';
import { findByMarker, getEvent } from '@/lib/graph/events';
import { markerOf } from './mirror-identity';
import type { MirrorCheck } from './plan-mirrors';
import { fingerprintOf } from './pull-facts';
import type { LinkSession } from './session';

/**
 * Asks about one mirror before anything is concluded from a round: pages can be older than our last write, and
 * `@removed` only means "not in this window" (F3). By id, then by marker; the answer names the state it was asked for.
 */
export async function checkMirror(session: LinkSession, link: Link, bookingId: number): Promise<MirrorCheck | null> {
  const mirror = await readMirror(db(), link.id, bookingId);
  if (!mirror?.remoteId) return null;
  const fingerprint = fingerprintOf(mirror);
  const event = await getEvent(session, link.mailboxOid, mirror.remoteId);
  if (event && !event.cancelled) return { seen: event, fingerprint };
  const here = await library(db());
  if (!here) return null;
  const { installationId } = here;
  const key = { installationId, linkId: link.id, bookingId, epoch: mirror.epoch };
  const [found] = (await findByMarker(session, link.mailboxOid, markerOf(key))).filter((one) => !one.cancelled);
  return { seen: found ?? 'missing', fingerprint };
}
