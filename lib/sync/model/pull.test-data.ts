import { showAsOf } from '@/lib/booking/closes-time';
import { showAsPolicy } from '@/lib/show-as';
import { planCollisionAnswer } from '@/lib/sync/plan-collision-answer';
import type { Collision } from '@/lib/sync/plan-collisions';
import { type KnownMirror, type MirrorCheck, planMirror } from '@/lib/sync/plan-mirrors';
import { type PullAction, type PullFacts, planPull } from '@/lib/sync/plan-pull';
import type { RemoteEvent } from '@/lib/sync/remote-change';
import { answerEdit, cancelBooking, editedOf, isOpen, isPromised, openCase, settleCases } from './answer.test-data';
import { findEvent, getEvent } from './outlook.test-data';
import { claim } from './push.test-data';
import { askFullRead, BOOKING, type ModelMirror, nowOf, type Staged, type World, ZONE } from './world.test-data';

const POLICY = showAsPolicy({});

/** The changes since the cursor, or everything where that was asked for. */
export function readChanges(world: World) {
  const isFull = world.fullAsked > world.fullDone;
  const { turn, asked, fullAsked } = world;
  world.staged = { ...read(world, isFull), isFull, turn, asked, fullAsked, checks: null };
}

function read({ events, changed, known, mirror, tellsTransaction }: World, isFull: boolean) {
  const told = (event: RemoteEvent) =>
    tellsTransaction || event.transactionId === null ? event : { ...event, transactionId: null };
  const ids = isFull
    ? [...new Set([...events.keys(), ...known.keys(), ...(mirror?.remoteId ? [mirror.remoteId] : [])])]
    : [...changed.keys()];
  const seen = new Map<string, RemoteEvent>();
  const removed = new Set<string>();
  for (const id of ids) {
    const event = events.get(id);
    if (event) seen.set(id, told(event));
    else removed.add(id);
  }
  return { seen, removed };
}

/** What a sweep would put right now: nothing, once both sides are at rest. */
export const sweep = (world: World): PullAction[] =>
  planPull(factsOf(world, { ...read(world, true), checks: new Map() }));

/** Asks about the mirrors that seem edited, one by one (settle-round). */
export function checkMirrors(world: World) {
  const { staged } = world;
  if (!staged) return;
  const checks = new Map<number, MirrorCheck>();
  const facts = factsOf(world, { seen: staged.seen, removed: staged.removed, checks });
  for (const action of facts.mirrors.flatMap((mirror) => planMirror(mirror, facts))) {
    const { mirror } = world;
    if (action.do !== 'check_mirror' || !mirror?.remoteId) continue;
    const event = getEvent(world, mirror.remoteId);
    const seen = event && !event.cancelled ? event : findEvent(world, mirror.epoch);
    checks.set(action.bookingId, { seen: seen ?? 'missing', fingerprint: fingerprintOf(world) });
  }
  world.staged = { ...staged, checks };
}

/** Plans once more on what is stored now, and does it: rows, blocks, cases and cursor at once (apply-pull). */
export function applyChanges(world: World) {
  const { staged } = world;
  if (!staged) return;
  const checks = staged.checks ?? new Map();
  const actions = planPull(factsOf(world, { ...staged, checks }));
  const closed = new Set(actions.flatMap((one) => (one.do === 'close_conflict' ? [one.conflictId] : [])));
  for (const one of actions) rowDeed(world, one);
  settleCases(world, ({ id }) => closed.has(id), 'over');
  for (const one of actions) otherDeed(world, one);
  for (const [id, turn] of world.changed) if (turn <= staged.turn) world.changed.delete(id);
  world.pulled = staged.asked;
  if (staged.isFull) world.fullDone = staged.fullAsked;
  world.staged = null;
}

function rowDeed(world: World, action: PullAction) {
  if (action.do === 'remove_event') world.known.delete(action.remoteId);
  if (action.do === 'drop_block') world.blocks.delete(action.remoteId);
  if (action.do === 'put_event') world.known.set(action.event.remoteId, action.event);
  if (action.do === 'put_block') world.blocks.set(action.remoteId, action.busy);
}

function otherDeed(world: World, action: PullAction) {
  const edited = world.mirror && editedOf(world.mirror);
  switch (action.do) {
    case 'adopt':
      if (!edited) return;
      claim(world, action.event, edited.base, null);
      world.pushDue = true;
      return;
    case 'check_mirror':
      return askFullRead(world);
    case 'mirror_edited':
      return edited ? answerEdit(world, edited, action.edit) : undefined;
    case 'renew_conflict':
      world.cases = world.cases.map((one) =>
        one.id === action.conflictId && isOpen(one) ? { ...one, ...action.evidence } : one,
      );
      return;
    case 'open_conflict': {
      const { foreign } = world.policy;
      const policy = planCollisionAnswer({
        foreign,
        isMeeting: action.isMeeting,
        isFirst: false,
        isRoomOfAppointment: false,
      });
      if (!isPromised(world) || (policy === 'outlook_wins' && isUnknown(world))) return;
      const resolution = policy === 'outlook_wins' ? 'cancelled' : null;
      openCase(world, {
        ...{ kind: 'foreign_over_booking', policy, resolution, remoteId: action.remoteId },
        ...action.evidence,
      });
      if (policy === 'outlook_wins') cancelBooking(world);
    }
  }
}

function factsOf(
  world: World,
  { seen, removed, checks }: Pick<Staged, 'seen' | 'removed'> & { checks: PullFacts['checks'] },
): PullFacts {
  const { mirror, booking } = world;
  const mirrors = mirror ? knownMirror(world, mirror) : [];
  const collisions = world.cases.flatMap((one): Collision[] => {
    if (one.kind !== 'foreign_over_booking' || !one.remoteId) return [];
    if (!isOpen(one) && one.resolution !== 'kept') return [];
    const times = [one.ours.start, one.ours.end, one.theirs?.start, one.theirs?.end].join(' ');
    return [{ conflictId: one.id, remoteId: one.remoteId, bookingId: BOOKING, kept: !isOpen(one), at: times }];
  });
  return {
    resourceId: 1,
    resourceKind: world.resourceKind,
    timeZone: ZONE,
    policy: POLICY,
    reads: true,
    seen,
    removed,
    known: world.known,
    blocks: world.blocks,
    mirrors,
    checks,
    invitations: new Set(),
    collisions,
    now: nowOf(world),
    bookings: isPromised(world) ? [{ bookingId: BOOKING, interval: booking, mode: null }] : [],
  };
}

const isUnknown = ({ mirror }: World) => mirror?.state === 'creating' || mirror?.state === 'detached';

function knownMirror(world: World, mirror: ModelMirror): KnownMirror[] {
  const base = mirror.base ?? mirror.intent;
  if (!base) return [];
  const { state, remoteId, transactionId, intent, autoRestores, restoredAt } = mirror;
  const fingerprint = fingerprintOf(world);
  const givenUp = state === 'creating' && mirror.emptyLookupAt !== null && showAsOf(world.booking.status) === null;
  const memory = { givenUp, base, sent: intent, autoRestores, restoredAt };
  return [{ bookingId: BOOKING, state, remoteId, transactionId, fingerprint, ...memory }];
}

const fingerprintOf = ({ mirror }: World): string =>
  mirror
    ? JSON.stringify([mirror.state, mirror.remoteId, mirror.epoch, mirror.base, mirror.intent, mirror.emptyLookupAt])
    : '';
