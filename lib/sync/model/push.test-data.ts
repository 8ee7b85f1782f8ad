import { showAsOf } from '@/lib/booking/closes-time';
import { showAsPolicy } from '@/lib/show-as';
import { busyTime } from '@/lib/sync/busy';
import { changedFields, fieldsFor, intervalOf, type OwnedFields } from '@/lib/sync/owned-fields';
import { LOOKUP_AGAIN_MS, planPush } from '@/lib/sync/plan-push';
import { planRemoteEdit } from '@/lib/sync/plan-remote-edit';
import type { RemoteEvent } from '@/lib/sync/remote-change';
import { standingFields } from '@/lib/sync/standing-fields';
import { overlaps, sameInterval } from '@/lib/time/interval';
import { answerEdit, askAboutCollisions, cancelBooking, editedOf, judgeAgain, settleCases } from './answer.test-data';
import { drop, dropRenamed, findEvent, getEvent, patchEvent, postEvent, transactionOf } from './outlook.test-data';
import { askFullRead, type ModelMirror, nowOf, saveMirror, type World, ZONE } from './world.test-data';

const GONE = { state: 'gone', remoteId: null, base: null, intent: null, emptyLookupAt: null, agreed: false } as const;
const POLICY = showAsPolicy({});

/** What the event should say now. */
export function wantedFields({ booking, resourceKind }: World): OwnedFields | null {
  const showAs = showAsOf(booking.status);
  const { start, end, words } = booking;
  return showAs && fieldsFor({ start, end, showAs, publicId: words, resourceKind, resourceName: 'Oak' }, 'https://l');
}

/** The next step of the push lane, planned and done: push-booking with its steps, each as one. */
export function pushOnce(world: World) {
  const { mirror } = world;
  const now = nowOf(world);
  const wanted = wantedFields(world);
  const plan = planPush(wanted, mirror, wanted !== null, now);
  switch (plan.do) {
    case 'wait':
      world.waitUntil = plan.until.getTime();
      return;
    case 'nothing':
      return settle(world);
    case 'create':
      if (world.booking.status === 'pending_remote' && isTaken(world)) return cancelBooking(world);
      return create(world, plan.content, plan.epoch);
    case 'look_up': {
      const found = findEvent(world, mirror?.epoch ?? 1);
      if (!mirror?.intent) return forget(world);
      if (found) return claim(world, found, mirror.intent);
      if (plan.ifNone === 'create') return create(world, mirror.intent, mirror.epoch);
      if (plan.ifNone === 'forget') return forget(world);
      world.lookedInVain = wanted === null;
      saveMirror(world, { emptyLookupAt: now });
      return wanted ? undefined : judgeAgain(world, intervalOf(mirror.intent));
    }
    case 'rejoin':
      return rejoin(world);
    case 'patch':
      return patch(world, plan.remoteId);
    case 'delete':
      return remove(world, plan.remoteId);
    case 'forget':
      return forget(world);
  }
}

function forget(world: World) {
  const edited = world.mirror && editedOf(world.mirror);
  saveMirror(world, GONE);
  if (edited) judgeAgain(world, intervalOf(edited.sent ?? edited.base));
}

/** Both sides agree; whoever waits for Outlook's word is promised it after a look, or refused. */
function settle(world: World) {
  if (world.booking.status === 'pending_remote' && world.mirror?.state === 'live') {
    if (!world.mirror.agreed && isTaken(world)) return cancelBooking(world);
    saveMirror(world, { agreed: true });
    world.booking = { ...world.booking, status: 'confirmed' };
    return askAboutCollisions(world);
  }
  world.pushDue = false;
}

function create(world: World, content: OwnedFields, epoch: number) {
  const before = world.mirror;
  const isRepeat = before?.state === 'creating';
  const anew = { remoteId: null, base: null, intentAt: nowOf(world), agreed: false };
  const { autoRestores = 0, restoredAt = null } = world.mirror ?? {};
  const blank: ModelMirror = {
    ...{ state: 'none', remoteId: null, epoch, base: null, intent: null, intentAt: null, emptyLookupAt: null },
    ...{ transactionId: transactionOf(epoch), autoRestores, restoredAt, agreed: false },
  };
  const intent = { transactionId: transactionOf(epoch), epoch, intent: content, emptyLookupAt: null };
  world.mirror = { ...(world.mirror ?? blank), ...intent, state: 'creating', ...(isRepeat ? {} : anew) };
  const answer = postEvent(world, content, epoch);
  if (answer === 'lost') return;
  const event = answer === 'duplicate' ? findEvent(world, epoch) : answer;
  if (event) return claim(world, event, content);
  const looked = isRepeat && before ? before : { emptyLookupAt: null };
  return isSurelyMissing(world, looked) ? missing(world) : undefined;
}

/** From now on it is ours; what a person did to it before we heard of it is answered (claim-event, adopt-event). */
export function claim(world: World, event: RemoteEvent, base: OwnedFields, wanted = wantedFields(world)) {
  const { intent: sent = null, autoRestores = 0, restoredAt = null } = world.mirror ?? {};
  const edited = { base, sent, autoRestores, restoredAt };
  const edit = planRemoteEdit(edited, event, world.resourceKind, nowOf(world));
  adopt(world, event, edit.edit === 'none' ? standingFields(base, sent, event, wanted ?? base) : base);
  if (edit.edit !== 'none') answerEdit(world, edited, edit);
}

export function adopt(world: World, { remoteId }: RemoteEvent, base: OwnedFields) {
  const met = world.known.get(remoteId);
  world.known.delete(remoteId);
  world.blocks.delete(remoteId);
  settleCases(world, (one) => one.kind === 'foreign_over_booking' && one.remoteId === remoteId, 'own_event');
  const known = { state: 'live', remoteId, base, intent: base, emptyLookupAt: null } as const;
  saveMirror(world, { ...known, agreed: world.booking.status !== 'pending_remote' });
  judgeAgain(world, intervalOf(base));
  if (met && !sameInterval(met, intervalOf(base))) askFullRead(world);
}

function rejoin(world: World) {
  const { mirror } = world;
  if (!mirror) return;
  const known = mirror.remoteId ? getEvent(world, mirror.remoteId) : null;
  const event = known && !known.cancelled ? known : findEvent(world, mirror.epoch);
  const base = editedOf(mirror)?.base ?? wantedFields(world);
  if (event && base) return claim(world, event, base);
  if (!mirror.remoteId && mirror.intent) return saveMirror(world, { state: 'creating' });
  if (isSurelyMissing(world, mirror)) forget(world);
}

function patch(world: World, remoteId: string) {
  const { mirror } = world;
  const edited = mirror && editedOf(mirror);
  const wanted = wantedFields(world);
  if (!mirror || !edited || !wanted) return;
  const seen = getEvent(world, remoteId);
  if (!seen || seen.cancelled) {
    const event = findEvent(world, mirror.epoch);
    if (event && event.remoteId !== remoteId) return claim(world, event, edited.base);
    return isSurelyMissing(world, mirror) ? missing(world) : undefined;
  }
  const edit = planRemoteEdit(edited, seen, world.resourceKind, nowOf(world));
  if (edit.edit !== 'none') return answerEdit(world, edited, edit);
  const base = standingFields(edited.base, edited.sent, seen, wanted);
  const changes = changedFields(base, wanted);
  const content = { ...base, ...changes };
  if (changes) patchEvent(world, remoteId, changes);
  saveMirror(world, { state: changes ? 'live' : mirror.state, base: content, intent: content, emptyLookupAt: null });
  if (world.booking.status !== 'pending_remote') saveMirror(world, { agreed: true });
}

function remove(world: World, remoteId: string) {
  const { mirror } = world;
  const isFound = drop(world, remoteId) || dropRenamed(world, mirror?.epoch ?? 1);
  if (!isFound && mirror && !isSurelyMissing(world, mirror)) return;
  saveMirror(world, GONE);
  settleCases(world, () => true, 'booking_over');
}

/** Not found counts after two looks, ten seconds apart (look-twice). */
function isSurelyMissing(world: World, { emptyLookupAt }: Pick<ModelMirror, 'emptyLookupAt'>): boolean {
  const edited = world.mirror && editedOf(world.mirror);
  if (!edited || (emptyLookupAt && world.nowMs - emptyLookupAt.getTime() >= LOOKUP_AGAIN_MS)) return true;
  saveMirror(world, { intent: edited.sent ?? edited.base, emptyLookupAt: nowOf(world) });
  return false;
}

function missing(world: World) {
  const edited = world.mirror && editedOf(world.mirror);
  if (!edited) return saveMirror(world, { state: 'conflict', remoteId: null, base: null, intent: null });
  const edit = planRemoteEdit(edited, 'missing', world.resourceKind, nowOf(world));
  if (edit.edit !== 'none') answerEdit(world, edited, edit);
}

/** The live look at the slot: anything busy that is not ours (look-at-slot). */
function isTaken({ events, mirror, booking }: World): boolean {
  return [...events.values()].some((event) => {
    if (mirror && (event.remoteId === mirror.remoteId || event.transactionId === mirror.transactionId)) return false;
    const seen = { ...event, showAs: event.showAs ?? 'unknown', cancelled: event.cancelled ?? false };
    const busy = busyTime(seen, POLICY, ZONE);
    return busy !== null && overlaps(busy, booking);
  });
}
