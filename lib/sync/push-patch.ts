import { db } from '@/lib/db/client';
import { readMirror } from '@/lib/db/mirrors';
import { meetingAsked } from '@/lib/db/online-meetings';
import { getEvent, patchEvent } from '@/lib/graph/events';
import { answerMissing } from './answer-missing';
import { applyRemoteEdit } from './apply-remote-edit';
import { claimEvent } from './claim-event';
import { eventChanges } from './event-content';
import { find } from './find-event';
import { isSurelyMissing } from './look-twice';
import { changedFields } from './owned-fields';
import { planRemoteEdit } from './plan-remote-edit';
import { editedMirrorOf, fenced, fencedLast, intentJson, type Push, type PushFacts } from './push-facts';
import { saveMirrorOf } from './save-mirror-of';
import { standingFields } from './standing-fields';

/**
 * Only what changed is written, and only over what was read a moment before: a person's edit is answered first. True: it
 * was written.
 */
export async function patch(push: Push, facts: PushFacts, remoteId: string): Promise<boolean> {
  const { session, link, world } = push;
  const { mirror, wanted } = facts;
  const edited = mirror && editedMirrorOf(mirror);
  if (!mirror || !edited || !wanted) return false;
  // The etag of a create goes stale by itself within seconds (F15): read, compare, then write on what was read.
  const seen = await getEvent(session, link.mailboxOid, remoteId);
  if (!seen || seen.cancelled) return notThere(push, facts);
  const edit = planRemoteEdit(edited, seen, link.resourceKind, world.clock());
  if (edit.edit !== 'none') {
    // A person changed it too: the policy says whose value stands (§7), then the plan is made anew.
    await fencedLast(push, (tx) => applyRemoteEdit(tx, link, mirror, edited, edit, world.clock()));
    return false;
  }
  const agreedAt = facts.strict ? null : world.clock();
  const base = standingFields(edited.base, edited.sent, seen, wanted);
  const changes = changedFields(base, wanted);
  const content = { ...base, ...changes };
  // What was sent before ends here: it stands there and is the base, or it never arrived.
  await saveMirrorOf(push, {
    base,
    intentBody: intentJson(content),
    ...(changes ? {} : { etag: seen.etag, agreedAt }),
  });
  if (!changes) return false;
  if (changes.online) await fenced(push, (tx) => meetingAsked(tx, push.job.bookingId, world.clock()));
  const after = await patchEvent(session, link.mailboxOid, remoteId, eventChanges(changes), seen.etag);
  if (!after) return notThere(push, facts);
  await saveMirrorOf(push, { state: 'live', etag: after.etag, base: content, agreedAt });
  return true;
}

/** By id it is not there: perhaps it has a new one, else a person deleted it; never blindly created again (§4.1). */
async function notThere(push: Push, before: PushFacts): Promise<false> {
  const mirror = await readMirror(db(), push.link.id, push.job.bookingId);
  const facts = { ...before, mirror };
  const event = await find(push, facts);
  const edited = mirror && editedMirrorOf(mirror);
  if (event && edited && event.remoteId !== mirror.remoteId) await claimEvent(push, facts, event, edited.base);
  else if (await isSurelyMissing(push, mirror)) await answerMissing(push, mirror);
  return false;
}
