import type { Mirror } from '@/lib/db/mirrors';
import { readView } from '@/lib/graph/view';
import { intervalOf } from './owned-fields';
import { LOOKUP_AGAIN_MS } from './plan-push';
import { editedMirrorOf, intentJson, intentOf, type Push } from './push-facts';
import { saveMirrorOf } from './save-mirror-of';
import { calendarOf } from './session';

/**
 * Neither by id nor by marker: true when that was so ten seconds ago already, and the calendar itself is there (sync-design
 * §4.1, §4.3). False: it was the first look, which is remembered; the plan waits for the second. Throws `not_found`.
 */
export async function isSurelyMissing(push: Push, mirror: Mirror | null): Promise<boolean> {
  const { session, link, world } = push;
  const now = world.clock();
  const lookedAt = mirror && intentOf(mirror)?.emptyLookupAt;
  const edited = mirror && editedMirrorOf(mirror);
  if (!edited) return true;
  if (!lookedAt || now.getTime() - Date.parse(lookedAt) < LOOKUP_AGAIN_MS) {
    await saveMirrorOf(push, { intentBody: intentJson(edited.sent ?? edited.base, now) });
    return false;
  }
  // With a calendar that was removed all its events are gone, and none of them was deleted.
  await readView(session, calendarOf(link), intervalOf(edited.base));
  return true;
}
