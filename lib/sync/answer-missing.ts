import type { Mirror } from '@/lib/db/mirrors';
import { applyRemoteEdit } from './apply-remote-edit';
import { planRemoteEdit } from './plan-remote-edit';
import { editedMirrorOf, fencedLast, type Push } from './push-facts';
import { saveMirrorOf } from './save-mirror-of';

/** Neither by id nor by marker: a person deleted it, and the policy says what then (sync-design §7). */
export async function answerMissing(push: Push, mirror?: Mirror | null): Promise<void> {
  const edited = mirror && editedMirrorOf(mirror);
  if (!mirror || !edited) {
    return saveMirrorOf(push, { state: 'conflict', remoteId: null, base: null, intentBody: null, agreedAt: null });
  }
  const now = push.world.clock();
  const edit = planRemoteEdit(edited, 'missing', push.link.resourceKind, now);
  if (edit.edit === 'none') return;
  await fencedLast(push, (tx) => applyRemoteEdit(tx, push.link, mirror, edited, edit, now));
}
