import type { Tx } from '@/lib/db/client';
import { openConflict } from '@/lib/db/conflicts';
import type { Link } from '@/lib/db/links';
import { type Mirror, saveMirror } from '@/lib/db/mirrors';
import { enqueue } from '@/lib/db/outbox';
import { type EditedMirror, type RemoteEdit, restoresToday } from './plan-remote-edit';
import { intentJson } from './push-facts';

/**
 * What a person did to our event, taken in: always a case for staff; put back at once where the plan says so, by asking
 * for a push that finds what stands there differing from the booking (sync-design §7).
 */
export async function applyRemoteEdit(
  tx: Tx,
  link: Pick<Link, 'id' | 'resourceId'>,
  mirror: Mirror,
  edited: EditedMirror,
  edit: Exclude<RemoteEdit, { edit: 'none' }>,
  now: Date,
): Promise<void> {
  const { bookingId, remoteId } = mirror;
  const { id: linkId, resourceId } = link;
  await openConflict(tx, { linkId, resourceId, bookingId, remoteId, kind: edit.edit, evidence: edit.evidence }, now);
  const restored = edit.restore ? { autoRestores: restoresToday(edited, now) + 1, restoredAt: now } : {};
  if (edit.edit === 'mirror_deleted') {
    const gone = { remoteId: null, etag: null, base: null, intentBody: null, agreedAt: null };
    // From 'gone' a push goes on with a new epoch; from 'conflict' nothing is written until somebody decides.
    await saveMirror(tx, linkId, bookingId, { ...gone, ...restored, state: edit.restore ? 'gone' : 'conflict' });
  } else {
    const seen = { base: edit.base, intentBody: intentJson(edit.base) };
    await saveMirror(tx, linkId, bookingId, { ...seen, ...restored, state: edit.restore ? 'live' : 'conflict' });
  }
  if (edit.restore) await enqueue(tx, { kind: 'push_booking', bookingId, urgent: true });
}
