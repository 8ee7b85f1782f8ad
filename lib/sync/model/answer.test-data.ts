import { closesTime, showAsOf } from '@/lib/booking/closes-time';
import { decideMove, type MoveMeasure } from '@/lib/booking/decide-move';
import { intervalOf as timesOf } from '@/lib/sync/owned-fields';
import { planAnswer } from '@/lib/sync/plan-answer';
import { planMirrorAfter } from '@/lib/sync/plan-mirror-after';
import type { EditedMirror, RemoteEdit, Side } from '@/lib/sync/plan-remote-edit';
import { type Interval, overlaps, sameInterval } from '@/lib/time/interval';
import { askPull, FACTS, type ModelCase, type ModelMirror, nowOf, saveMirror, type World } from './world.test-data';

const PROMISED = new Set(['confirmed', 'to_confirm', 'mediation']);
const EDITS = new Set(['mirror_moved', 'mirror_deleted', 'mirror_set_free', 'both_edited']);
export const isEdit = ({ kind }: ModelCase) => EDITS.has(kind);
export const isPromised = ({ booking }: World) => PROMISED.has(booking.status);
export const isOpen = ({ state }: ModelCase) => state === 'open';

type Edit = Exclude<RemoteEdit, { edit: 'none' }>;

/** A person edited our event: what apply-remote-edit does, with the same plans. */
export function answerEdit(world: World, edited: EditedMirror, edit: Edit) {
  const { booking } = world;
  answerIt(world, edited, edit);
  if (world.cases.some((one) => isOpen(one) && one.kind === 'foreign_over_booking')) askPull(world);
  judgeAgain(world, timesOf(edited.sent ?? edited.base));
  if (closesTime(booking.status)) judgeAgain(world, booking);
}

function answerIt(world: World, edited: EditedMirror, edit: Edit) {
  const { policy, mirror } = world;
  if (!mirror) return;
  const now = nowOf(world);
  const { theirs } = edit.evidence;
  const wanted = wantedSide(world);
  const mayFit = theirs && !theirs.allDay && (policy.moved === 'accept' || policy.bothEdited === 'remote_wins');
  const measure = policy.kind === 'space' ? 'rules' : 'hours';
  const answer = planAnswer({
    ...{ edit: edit.edit, policy, wanted, theirs, base: edited.base, restoredToday: edit.restoredToday },
    meetsPerson: world.resourceKind === 'person',
    ...{ promised: isPromised(world), inMediation: mirror.state === 'conflict' },
    fits: Boolean(mayFit && theirs && mayMove(world, intervalOf(theirs), measure)),
    putBackBefore: world.cases.some(({ kind, policy: given }) => kind === edit.edit && given === 'put_back'),
  });
  const { sent, ...after } = planMirrorAfter(answer, edit, edited, policy.kind, now);
  saveMirror(world, { ...after, intent: sent, emptyLookupAt: null });
  if (answer.do === 'note') return;
  const evidence = { ours: wanted ?? edit.evidence.ours, theirs };
  const { remoteId } = mirror;
  if (answer.do === 'agree') {
    world.pushDue = true;
    return settleCases(world, isEdit, 'agreed_in_outlook');
  }
  if (answer.do === 'renew') {
    if (world.cases.some((one) => isOpen(one) && isEdit(one))) {
      world.cases = world.cases.map((one) =>
        isOpen(one) && isEdit(one) ? { ...one, kind: edit.edit, remoteId, ...evidence } : one,
      );
    } else openCase(world, { kind: edit.edit, policy: 'ask', resolution: null, remoteId, ...evidence });
    return;
  }
  settleCases(world, isEdit, 'superseded');
  const settled =
    answer.do === 'accept'
      ? 'accepted'
      : answer.do === 'cancel'
        ? 'cancelled'
        : answer.do === 'put_back' && answer.quietly
          ? 'put_back'
          : null;
  openCase(world, { kind: answer.kind, policy: answer.do, resolution: settled, remoteId, ...evidence });
  if (answer.do === 'put_back') {
    world.putBackAt = [...world.putBackAt, world.nowMs];
    world.pushDue = true;
  }
  if (answer.do === 'accept' && theirs) moveBooking(world, intervalOf(theirs));
  if (answer.do === 'cancel') cancelBooking(world);
}

/** Free and allowed, as far as we know now. */
export function mayMove(world: World, to: Interval, measure: MoveMeasure): boolean {
  if (to.start >= to.end) return false;
  const closed = [...world.blocks.values()].map((busy) => ({ ...busy, pad: false, kind: 'outlook' as const }));
  return decideMove([{ was: world.booking, wanted: to, facts: { ...FACTS, closed } }], nowOf(world), measure).ok;
}

export function moveBooking(world: World, { start, end }: Interval) {
  world.booking = { ...world.booking, start, end };
  world.pushDue = true;
  askAboutCollisions(world);
  if (world.cases.some((one) => isOpen(one) && one.kind === 'foreign_over_booking')) askPull(world);
}

/** By the library or by the patron: its cases are over, and its event goes. */
export function cancelBooking(world: World) {
  world.booking = { ...world.booking, status: 'cancelled' };
  settleCases(world, () => true, 'cancelled');
  world.pushDue = true;
}

/** Blocks may have been read over a time that nobody was promised yet (I4). */
export function askAboutCollisions(world: World) {
  if (!closesTime(world.booking.status)) return;
  const { start, end } = world.booking;
  for (const busy of world.blocks.values()) if (busy.start < end && start < busy.end) return askPull(world);
}

/** What could have been ours is judged by the next reading. */
export function judgeAgain(world: World, ours: Interval) {
  const isAround = ({ remoteId, ...event }: Interval & { remoteId: string }) => {
    const busy = world.blocks.get(remoteId);
    return busy ? overlaps(busy, ours) : sameInterval(event, ours);
  };
  if ([...world.known.values()].some(isAround)) askPull(world);
}

export function openCase(world: World, { resolution, ...one }: Omit<ModelCase, 'id' | 'state'>) {
  const twin = world.cases.some((other) => isOpen(other) && other.kind === one.kind && other.remoteId === one.remoteId);
  if (twin && resolution === null) return;
  const state = resolution === null ? 'open' : 'resolved';
  world.cases = [...world.cases, { ...one, id: world.cases.length + 1, state, resolution }];
}

export function settleCases(world: World, which: (one: ModelCase) => boolean, resolution: string) {
  if (!world.cases.some((one) => isOpen(one) && which(one))) return;
  world.cases = world.cases.map((one) => (isOpen(one) && which(one) ? { ...one, state: 'resolved', resolution } : one));
}

export function wantedSide({ booking }: World): Side | null {
  const showAs = showAsOf(booking.status);
  return showAs && closesTime(booking.status)
    ? { start: booking.start.toISOString(), end: booking.end.toISOString(), showAs }
    : null;
}

export const intervalOf = ({ start, end }: Side): Interval => ({ start: new Date(start), end: new Date(end) });

/** What the mirror expects to find: the base, or what a create under way said. */
export function editedOf(mirror: ModelMirror): EditedMirror | null {
  const base = mirror.base ?? mirror.intent;
  const { autoRestores, restoredAt } = mirror;
  return base && { base, sent: mirror.intent, autoRestores, restoredAt };
}
