import { type CaseChoice, caseChoices } from '@/lib/booking/case-choices';
import { closesTime } from '@/lib/booking/closes-time';
import { DAY_MS } from '@/lib/time/interval';
import {
  askAboutCollisions,
  cancelBooking,
  intervalOf,
  isOpen,
  mayMove,
  moveBooking,
  openCase,
  settleCases,
} from './answer.test-data';
import { store } from './outlook.test-data';
import { applyChanges, checkMirrors, readChanges } from './pull.test-data';
import { pushOnce } from './push.test-data';
import { type ModelCase, saveMirror, type World } from './world.test-data';

export type Step = { name: string; run: (world: World) => void };

/** Everything that may happen next without anybody acting in Outlook. Empty: the world is at rest. */
export function stepsOf(world: World): Step[] {
  const steps: Step[] = [];
  if (world.pushDue && world.waitUntil === null) steps.push({ name: 'push', run: pushOnce });
  if (world.staged) {
    const { checks } = world.staged;
    steps.push(checks ? { name: 'apply', run: applyChanges } : { name: 'check', run: checkMirrors });
  } else if (world.changed.size > 0 || world.asked > world.pulled) steps.push({ name: 'read', run: readChanges });
  if (world.late) steps.push({ name: 'land', run: land });
  if (world.rewrites > 0 && world.mirror?.remoteId) steps.push({ name: 'rewrite', run: rewrite });
  if (steps.length === 0 && world.waitUntil === null && world.booking.status === 'pending_remote') {
    steps.push({ name: 'overdue', run: settleHold });
  }
  if (world.waitUntil !== null && !(world.late && isGivenUp(world))) steps.push({ name: 'time', run: pass });
  return steps;
}

const isGivenUp = ({ booking }: World) => !closesTime(booking.status);

/** Waiting is over. An event that nobody wants is looked for during a day; nothing happens in it but that. */
function pass(world: World): void {
  const until = world.waitUntil ?? world.nowMs;
  world.nowMs = isGivenUp(world) && world.lookedInVain ? until + DAY_MS : until;
  world.waitUntil = null;
}

/** A promise is waited for a quarter of an hour; then whose time it is has chosen what becomes of it (settle-holds). */
function settleHold(world: World) {
  world.nowMs += 900_000;
  if (world.policy.stale === 'closed') return cancelBooking(world);
  world.booking = { ...world.booking, status: 'to_confirm' };
  world.pushDue = true;
  const ours = { start: world.booking.start.toISOString(), end: world.booking.end.toISOString(), showAs: 'tentative' };
  openCase(world, { kind: 'to_confirm', policy: 'to_confirm', resolution: null, remoteId: null, ours, theirs: null });
  askAboutCollisions(world);
}

/** A create that nobody heard of again comes through, unless its transaction id was used since. */
function land(world: World): void {
  const { late } = world;
  world.late = null;
  world.lookedInVain = false;
  if (late?.transactionId && !world.made.has(late.transactionId)) store(world, late);
}

/** Exchange works on an event by itself: a new change key, nothing that is ours (F15). */
function rewrite(world: World): void {
  world.rewrites -= 1;
  const event = world.mirror?.remoteId ? world.events.get(world.mirror.remoteId) : undefined;
  if (event) store(world, event);
}

/** What the person in front of an open case does: the first of their preferences that is offered and can be done. */
export function decision(world: World): Step | null {
  for (const one of world.cases.filter(isOpen)) {
    const offered = caseChoices(factsOf(world, one));
    const choice = world.decider.find((wish) => offered.includes(wish) && canBeDone(world, wish, one));
    if (choice) return { name: `decide ${choice}`, run: (later) => decide(later, one.id, choice) };
  }
  return null;
}

const factsOf = ({ booking, mirror, resourceKind }: World, { kind, theirs }: ModelCase) => ({
  ...{ kind, resourceKind, stands: closesTime(booking.status), toConfirm: booking.status === 'to_confirm' },
  ...{ inMediation: mirror?.state === 'conflict', hasTheirTime: theirs !== null && !theirs.allDay },
});

const canBeDone = (world: World, choice: CaseChoice, { theirs }: ModelCase): boolean =>
  choice !== 'apply' || (theirs !== null && mayMove(world, intervalOf(theirs), 'free'));

const RESOLUTIONS = { keep: 'kept', apply: 'applied', put_back: 'put_back', cancel: 'cancelled' } as const;

/** decide-case, for the choices that stay on this calendar. */
function decide(world: World, id: number, choice: CaseChoice): void {
  const found = world.cases.find((one) => one.id === id);
  if (choice === 'move' || choice === 'confirm' || !found) return;
  if (choice === 'apply' && found.theirs) moveBooking(world, intervalOf(found.theirs));
  if (choice === 'cancel') cancelBooking(world);
  if (choice === 'apply' || choice === 'put_back') writeAgain(world);
  settleCases(world, (one) => one.id === id, RESOLUTIONS[choice]);
}

function writeAgain(world: World): void {
  const { mirror } = world;
  if (mirror?.state !== 'conflict') return;
  saveMirror(world, { state: mirror.remoteId && mirror.base ? 'live' : 'gone' });
  world.pushDue = true;
}

/** Runs to rest, choosing among what may happen next by `order`; a person decides when the machines are done. */
export function runToRest(world: World, order: readonly number[], look: (world: World, turn: number) => void) {
  const names: string[] = [];
  for (let turn = 0; turn <= MOST_STEPS * 3; turn++) {
    const open = stepsOf(world);
    const step = open.length > 0 ? open[(order[turn] ?? 0) % open.length] : decision(world);
    if (!step) return { names, isAtRest: true };
    step.run(world);
    names.push(step.name);
    look(world, turn);
  }
  return { names, isAtRest: false };
}

/** sync-design §14: the same end within so many steps. A reading, its questions and its applying count as one. */
export const MOST_STEPS = 20;
export const countOf = (names: readonly string[]): number =>
  names.filter((name) => name !== 'check' && name !== 'apply').length;
