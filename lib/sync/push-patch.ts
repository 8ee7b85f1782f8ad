import { getEvent, patchEvent } from '@/lib/graph/events';
import { answerMissing } from './answer-missing';
import { applyRemoteEdit } from './apply-remote-edit';
import { claimEvent } from './claim-event';
import { eventChanges } from './event-content';
import { find } from './find-event';
import type { OwnedFields } from './owned-fields';
import { planRemoteEdit } from './plan-remote-edit';
import { editedMirrorOf, fencedLast, intentJson, type Push, type PushFacts } from './push-facts';
import { saveMirrorOf } from './save-mirror-of';

/** Only what changed is written, and only over what was read a moment before: a person's edit is answered first. */
export async function patch(push: Push, facts: PushFacts, remoteId: string, changes: Partial<OwnedFields>) {
  const { session, link, world } = push;
  const edited = facts.mirror && editedMirrorOf(facts.mirror);
  if (!facts.mirror || !edited) return;
  // The etag of a create goes stale by itself within seconds (F15): read, compare, then write on what was read.
  const seen = await getEvent(session, link.mailboxOid, remoteId);
  if (!seen || seen.cancelled) return notThere(push, facts);
  const edit = planRemoteEdit(edited, seen, link.resourceKind, world.clock());
  if (edit.edit !== 'none') {
    // A person changed it too: the policy says whose value stands (§7), then the plan is made anew.
    const { mirror } = facts;
    await fencedLast(push, (tx) => applyRemoteEdit(tx, link, mirror, edited, edit, world.clock()));
    return;
  }
  const content = { ...edited.base, ...changes };
  await saveMirrorOf(push, { intentBody: intentJson(content) });
  const after = await patchEvent(session, link.mailboxOid, remoteId, eventChanges(changes), seen.etag);
  if (!after) return notThere(push, facts);
  const agreedAt = facts.strict ? null : world.clock();
  await saveMirrorOf(push, { state: 'live', etag: after.etag, base: content, agreedAt });
}

/** By id it is not there: perhaps it has a new one, else a person deleted it; never blindly created again (§4.1). */
async function notThere(push: Push, facts: PushFacts): Promise<void> {
  const event = await find(push, facts);
  const edited = facts.mirror && editedMirrorOf(facts.mirror);
  if (event && edited && event.remoteId !== facts.mirror?.remoteId) return claimEvent(push, facts, event, edited.base);
  await answerMissing(push, facts.mirror);
}
