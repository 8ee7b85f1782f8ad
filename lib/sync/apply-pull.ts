import { tellOfCases } from '@/lib/db/case-notices';
import type { Tx } from '@/lib/db/client';
import { renewConflict, resolveConflicts } from '@/lib/db/conflicts';
import type { Link } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import type { Mirror } from '@/lib/db/mirrors';
import { enqueue } from '@/lib/db/outbox';
import { dropBlocks, putBlocks, putRemoteEvents, removeRemoteEvents } from '@/lib/db/remote-events';
import { applyCollision } from './apply-collision';
import { applyRemoteEdit } from './apply-remote-edit';
import { adoptWhereItStands } from './claim-event';
import type { PullAction } from './plan-pull';
import { editedMirrorOf } from './push-facts';

/** Does what the plan says, inside the round's transaction and under the resource's lock. */
export async function applyPull(
  tx: Tx,
  link: Link,
  mirrors: ReadonlyMap<number, Mirror>,
  actions: readonly PullAction[],
  now: Date,
): Promise<void> {
  const { id: linkId, resourceId } = link;
  const idsOf = (what: 'remove_event' | 'drop_block') =>
    actions.flatMap((action) => (action.do === what ? [action.remoteId] : []));
  await removeRemoteEvents(tx, linkId, idsOf('remove_event'));
  await dropBlocks(tx, linkId, idsOf('drop_block'));
  const events = actions.flatMap((action) => (action.do === 'put_event' ? [action.event] : []));
  await putRemoteEvents(tx, linkId, events);
  const blocks = actions.flatMap((action) =>
    action.do === 'put_block' ? [{ remoteId: action.remoteId, ...action.busy }] : [],
  );
  await putBlocks(tx, linkId, resourceId, blocks);
  const closed = actions.flatMap((action) => (action.do === 'close_conflict' ? [action.conflictId] : []));
  await resolveConflicts(tx, closed, 'over', now);
  for (const action of actions) await applyOne(tx, link, mirrors, action, now);
  await tellOfCases(tx, linkId, now);
}

async function applyOne(
  tx: Tx,
  link: Link,
  mirrors: ReadonlyMap<number, Mirror>,
  action: PullAction,
  now: Date,
): Promise<void> {
  const { id: linkId } = link;
  switch (action.do) {
    case 'open_conflict':
      return applyCollision(tx, link, action, now);
    case 'renew_conflict':
      return renewConflict(tx, action.conflictId, action.evidence);
    case 'adopt': {
      const mirror = mirrors.get(action.bookingId);
      const edited = mirror && editedMirrorOf(mirror);
      if (!mirror || !edited) return;
      const claim = { ...edited, wanted: null, agreedAt: null };
      await adoptWhereItStands(tx, link, action.bookingId, action.event, claim, now);
      return enqueue(tx, { kind: 'push_booking', bookingId: action.bookingId });
    }
    case 'mirror_edited': {
      const mirror = mirrors.get(action.bookingId);
      const edited = mirror && editedMirrorOf(mirror);
      const isDone = mirror && edited && (await applyRemoteEdit(tx, link, mirror, edited, action.edit, now));
      // Delta will not tell again.
      return isDone ? undefined : demandFullRead(tx, [linkId]);
    }
    case 'check_mirror':
      // Our side changed while the question was on its way, and delta will not tell again: read everything once more.
      return demandFullRead(tx, [linkId]);
  }
}
