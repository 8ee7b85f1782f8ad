import { db } from '@/lib/db/client';
import { resolveConflictsOfBooking } from '@/lib/db/conflicts';
import { type Mirror, readMirror, saveMirror } from '@/lib/db/mirrors';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { createEvent, deleteEvent, getEvent, patchEvent } from '@/lib/graph/events';
import { GraphFailure } from '@/lib/graph/failure';
import type { RemoteEvent } from '@/lib/graph/wire';
import { log } from '@/lib/log';
import { count } from '@/lib/metrics';
import { ConnectionUnusable } from './access-token';
import { adoptEvent } from './adopt-event';
import { applyRemoteEdit } from './apply-remote-edit';
import { eventChanges, eventContent } from './event-content';
import { find, findAll, identityOf } from './find-event';
import type { OwnedFields } from './owned-fields';
import { planRemoteEdit } from './plan-remote-edit';
import { editedMirrorOf, fenced, fencedLast, intentJson, intentOf, type Push, type PushFacts } from './push-facts';
import { calendarOf, SyncPaused } from './session';

/** The cap of a create that a patron waits for; an answer that comes later is found by its marker (sync-design §9). */
const PATRON_WAITS_MS = 4_000;

/** Intent before effect (sync-design §4.1): after a crash anywhere, the next try looks before it writes. */
export async function create(push: Push, facts: PushFacts, epoch: number, content: OwnedFields): Promise<void> {
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
  });
  try {
    const event = await createEvent(
      session,
      calendarOf(link),
      eventContent(content),
      identity,
      facts.strict ? PATRON_WAITS_MS : undefined,
    );
    await adopt(push, facts, event, content);
  } catch (error) {
    if (error instanceof GraphFailure && error.kind === 'duplicate_transaction') {
      return adoptDuplicate(push, facts, content, error.existingEventId);
    }
    if (!isRepeat && wasNotStored(error)) {
      await fenced(push, (tx) => saveMirror(tx, link.id, job.bookingId, { state: 'none', intentBody: null }));
    }
    // A calendar that nobody may see answers like one that is not there (graph-calendar §5.4).
    if (error instanceof GraphFailure && error.kind === 'not_found') throw new GraphFailure('access_denied', error);
    if (error instanceof GraphFailure && error.ambiguous) count('sync_ambiguous_total');
    throw error;
  }
}

/** Graph says that our transaction id made an event before: that event is ours, unless it was deleted since. */
async function adoptDuplicate(push: Push, facts: PushFacts, content: OwnedFields, existingId: string | null) {
  const existing = existingId ? await getEvent(push.session, push.link.mailboxOid, existingId) : null;
  const event = existing ?? (await find(push, facts));
  if (event) return adopt(push, facts, event, content);
  // It existed and is gone: somebody deleted it before we heard of it.
  await missing(push, await readMirror(db(), push.link.id, push.job.bookingId));
}

/** Looks for an event whose create was not answered. */
export async function lookUp(push: Push, facts: PushFacts, ifNone: 'wait' | 'create' | 'forget'): Promise<void> {
  const { mirror } = facts;
  const intent = mirror && intentOf(mirror);
  if (!mirror || !intent) return forget(push);
  const [event, ...doubles] = await findAll(push, facts);
  if (event) {
    count('sync_adopted_total');
    await adopt(push, facts, event, intent.content);
    return dropDoubles(push, doubles);
  }
  if (ifNone === 'create') return create(push, facts, mirror.epoch, intent.content);
  if (ifNone === 'forget') return forget(push);
  await save(push, { intentBody: intentJson(intent.content, push.world.clock()) });
}

/** Exchange forgot our transaction id between two tries of one create: the later events are ours as well, and go. */
async function dropDoubles({ session, link, job }: Push, doubles: readonly RemoteEvent[]): Promise<void> {
  for (const { remoteId } of doubles) {
    await deleteEvent(session, link.mailboxOid, remoteId);
    count('sync_duplicates_removed_total');
    log.warn({ linkId: link.id, bookingId: job.bookingId }, 'an event that was made twice was taken away once');
  }
}

/** A calendar came back: the event by its id, then by its marker; what a person did meanwhile follows the policy (§11). */
export async function rejoin(push: Push, facts: PushFacts): Promise<void> {
  const { mirror } = facts;
  if (!mirror) return;
  const known = mirror.remoteId ? await getEvent(push.session, push.link.mailboxOid, mirror.remoteId) : null;
  const event = known && !known.cancelled ? known : await find(push, facts);
  const base = editedMirrorOf(mirror)?.base ?? facts.wanted;
  if (event && base) return adopt(push, facts, event, base);
  // An unanswered create may still be on its way; one that had an id is gone for good.
  if (!mirror.remoteId && intentOf(mirror)) return save(push, { state: 'creating' });
  await save(push, { state: 'gone', remoteId: null, etag: null, base: null, intentBody: null, agreedAt: null });
}

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
  await save(push, { intentBody: intentJson(content) });
  const after = await patchEvent(session, link.mailboxOid, remoteId, eventChanges(changes), seen.etag);
  if (!after) return notThere(push, facts);
  const agreedAt = facts.strict ? null : world.clock();
  await save(push, { state: 'live', etag: after.etag, base: content, agreedAt });
}

/** By id it is not there: perhaps it has a new one, else a person deleted it; never blindly created again (§4.1). */
async function notThere(push: Push, facts: PushFacts): Promise<void> {
  const event = await find(push, facts);
  const edited = facts.mirror && editedMirrorOf(facts.mirror);
  if (event && edited && event.remoteId !== facts.mirror?.remoteId) return adopt(push, facts, event, edited.base);
  await missing(push, facts.mirror);
}

async function missing(push: Push, mirror?: Mirror | null): Promise<void> {
  const edited = mirror && editedMirrorOf(mirror);
  if (!mirror || !edited) {
    return save(push, { state: 'conflict', remoteId: null, base: null, intentBody: null, agreedAt: null });
  }
  const now = push.world.clock();
  const edit = planRemoteEdit(edited, 'missing', push.link.resourceKind, now);
  if (edit.edit === 'none') return;
  await fencedLast(push, (tx) => applyRemoteEdit(tx, push.link, mirror, edited, edit, now));
}

export async function remove(push: Push, remoteId: string): Promise<void> {
  const { session, link, job, world } = push;
  await deleteEvent(session, link.mailboxOid, remoteId);
  await fenced(push, async (tx) => {
    const gone = { state: 'gone', remoteId: null, etag: null, base: null, intentBody: null, agreedAt: null } as const;
    await saveMirror(tx, link.id, job.bookingId, gone);
    await resolveConflictsOfBooking(tx, link.id, job.bookingId, 'booking_over', world.clock());
  });
}

export const forget = (push: Push): Promise<void> =>
  save(push, { state: 'gone', remoteId: null, etag: null, base: null, intentBody: null, agreedAt: null });

async function adopt(push: Push, facts: PushFacts, event: RemoteEvent, base: OwnedFields): Promise<void> {
  const { link, job, world } = push;
  const now = world.clock();
  const agreedAt = facts.strict ? null : now;
  await fencedLast(push, async (tx) => {
    await lockWholeBooking(tx, job.bookingId);
    await adoptEvent(tx, link, job.bookingId, event, base, agreedAt, now);
    const { autoRestores = 0, restoredAt = null } = facts.mirror ?? {};
    const edited = { base, sent: null, autoRestores, restoredAt };
    const edit = planRemoteEdit(edited, event, link.resourceKind, now);
    if (edit.edit === 'none') return;
    const mirror = { ...identityRow(push, facts, base), remoteId: event.remoteId };
    await applyRemoteEdit(tx, link, mirror, edited, edit, now);
  });
}

const identityRow = ({ link, job }: Push, { mirror }: PushFacts, base: OwnedFields): Mirror => ({
  ...{
    linkId: link.id,
    bookingId: job.bookingId,
    transactionId: mirror?.transactionId ?? '',
    epoch: mirror?.epoch ?? 1,
  },
  ...{
    remoteId: null,
    lastRemoteId: null,
    etag: null,
    base,
    intentBody: null,
    state: 'live',
    intentAt: null,
    agreedAt: null,
  },
  ...{ autoRestores: mirror?.autoRestores ?? 0, restoredAt: mirror?.restoredAt ?? null },
});

const save = (push: Push, change: Parameters<typeof saveMirror>[3]): Promise<void> =>
  fenced(push, (tx) => saveMirror(tx, push.link.id, push.job.bookingId, change));

/** It certainly did not happen: refused, told to wait before anything was done, or never sent. */
const wasNotStored = (error: unknown) =>
  error instanceof SyncPaused ||
  error instanceof ConnectionUnusable ||
  (error instanceof GraphFailure && !error.ambiguous);
