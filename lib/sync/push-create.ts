import { db } from '@/lib/db/client';
import { readMirror, saveMirror } from '@/lib/db/mirrors';
import { meetingAsked } from '@/lib/db/online-meetings';
import { createEvent, getEvent } from '@/lib/graph/events';
import { GraphFailure } from '@/lib/graph/failure';
import { count } from '@/lib/metrics';
import { ConnectionUnusable } from './access-token';
import { answerMissing } from './answer-missing';
import { claimEvent } from './claim-event';
import { eventContent } from './event-content';
import { find, identityOf } from './find-event';
import { isSurelyMissing } from './look-twice';
import type { OwnedFields } from './owned-fields';
import { fenced, intentJson, type Push, type PushFacts } from './push-facts';
import { saveMirrorOf } from './save-mirror-of';
import { calendarOf } from './session';
import { SyncPaused } from './sync-paused';

/** The cap of a create that a patron waits for; an answer that comes later is found by its marker (sync-design §9). */
const PATRON_WAITS_MS = 4_000;

/**
 * Intent before effect (sync-design §4.1): after a crash anywhere, the next try looks before it writes. True: it was written
 * now, and not by a try before.
 */
export async function create(push: Push, facts: PushFacts, epoch: number, content: OwnedFields): Promise<boolean> {
  const { link, job, session, world } = push;
  const identity = identityOf(push, epoch);
  const isRepeat = facts.mirror?.state === 'creating';
  const { transactionId } = identity;
  await fenced(push, async (tx) => {
    const intent = { transactionId, epoch, state: 'creating', intentBody: intentJson(content) } as const;
    const anew = {
      remoteId: null,
      lastRemoteId: null,
      etag: null,
      base: null,
      agreedAt: null,
      intentAt: world.clock(),
    };
    await saveMirror(tx, link.id, job.bookingId, { ...intent, ...(isRepeat ? {} : anew) });
    // The link of an event before, if there was one, leads nowhere any more.
    if (content.online) await meetingAsked(tx, job.bookingId, world.clock());
  });
  try {
    const event = await createEvent(
      session,
      calendarOf(link),
      eventContent(content),
      identity,
      facts.strict ? PATRON_WAITS_MS : undefined,
    );
    await claimEvent(push, facts, event, content, event.meeting.joinUrl);
    return true;
  } catch (error) {
    if (error instanceof GraphFailure && error.kind === 'duplicate_transaction') {
      await adoptDuplicate(push, facts, content, error.existingEventId);
      return false;
    }
    if (!isRepeat && wasNotStored(error)) {
      await saveMirrorOf(push, { state: 'none', intentBody: null }, content);
    }
    if (error instanceof GraphFailure && error.ambiguous) count('sync_ambiguous_total');
    throw error;
  }
}

/** Graph says that our transaction id made an event before: that event is ours, unless it was deleted since. */
async function adoptDuplicate(push: Push, facts: PushFacts, content: OwnedFields, existingId: string | null) {
  const existing = existingId ? await getEvent(push.session, push.link.mailboxOid, existingId) : null;
  const event = existing ?? (await find(push, facts));
  const mirror = await readMirror(db(), push.link.id, push.job.bookingId);
  if (event) {
    count('sync_adopted_total');
    return claimEvent(push, facts, event, content);
  }
  // It existed and is gone: somebody deleted it before we heard of it. `facts` remember an earlier look in vain.
  if (!(await isSurelyMissing(push, facts.mirror?.state === 'creating' ? facts.mirror : mirror))) return;
  await answerMissing(push, mirror);
}

/** It certainly did not happen: refused, told to wait before anything was done, or never sent. */
const wasNotStored = (error: unknown) =>
  error instanceof SyncPaused ||
  error instanceof ConnectionUnusable ||
  (error instanceof GraphFailure && !error.ambiguous);
