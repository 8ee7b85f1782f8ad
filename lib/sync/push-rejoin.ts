import { getEvent } from '@/lib/graph/events';
import { claimEvent } from './claim-event';
import { find } from './find-event';
import { isSurelyMissing } from './look-twice';
import { editedMirrorOf, intentOf, type Push, type PushFacts } from './push-facts';
import { GONE, saveMirrorOf } from './save-mirror-of';

/** A calendar came back: the event by its id, then by its marker; what a person did meanwhile follows the policy (§11). */
export async function rejoin(push: Push, facts: PushFacts): Promise<void> {
  const { mirror } = facts;
  if (!mirror) return;
  const known = mirror.remoteId ? await getEvent(push.session, push.link.mailboxOid, mirror.remoteId) : null;
  const event = known && !known.cancelled ? known : await find(push, facts);
  const base = editedMirrorOf(mirror)?.base ?? facts.wanted;
  if (event && base) return claimEvent(push, facts, event, base);
  // An unanswered create may still be on its way; one that had an id is gone for good.
  if (!mirror.remoteId && intentOf(mirror)) return saveMirrorOf(push, { state: 'creating' });
  if (await isSurelyMissing(push, mirror)) await saveMirrorOf(push, GONE, base);
}
