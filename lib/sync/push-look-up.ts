import { deleteEvent } from '@/lib/graph/events';
import type { RemoteEvent } from '@/lib/graph/wire';
import { log } from '@/lib/log';
import { count } from '@/lib/metrics';
import { claimEvent } from './claim-event';
import { findAll } from './find-event';
import { create } from './push-create';
import { intentJson, intentOf, type Push, type PushFacts } from './push-facts';
import { forget } from './push-remove';
import { saveMirrorOf } from './save-mirror-of';

/** Looks for an event whose create was not answered. True: something was written. */
export async function lookUp(push: Push, facts: PushFacts, ifNone: 'wait' | 'create' | 'forget'): Promise<boolean> {
  const { mirror } = facts;
  const intent = mirror && intentOf(mirror);
  if (!mirror || !intent) {
    await forget(push, mirror);
    return false;
  }
  const [event, ...doubles] = await findAll(push, facts);
  if (event) {
    count('sync_adopted_total');
    await claimEvent(push, facts, event, intent.content);
    await dropDoubles(push, doubles);
    return doubles.length > 0;
  }
  if (ifNone === 'create') return create(push, facts, mirror.epoch, intent.content);
  if (ifNone === 'forget') await forget(push, mirror);
  else {
    const looked = { intentBody: intentJson(intent.content, push.world.clock()) };
    await saveMirrorOf(push, looked, facts.wanted ? null : intent.content);
  }
  return false;
}

/** Exchange forgot our transaction id between two tries of one create: the later events are ours as well, and go. */
async function dropDoubles({ session, link, job }: Push, doubles: readonly RemoteEvent[]): Promise<void> {
  for (const { remoteId } of doubles) {
    await deleteEvent(session, link.mailboxOid, remoteId);
    count('sync_duplicates_removed_total');
    log.warn({ linkId: link.id, bookingId: job.bookingId }, 'an event that was made twice was taken away once');
  }
}
