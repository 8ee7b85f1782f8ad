import { fieldsFor, type OwnedFields } from '@/lib/sync/owned-fields';
import { askAboutCollisions, isPromised } from './answer.test-data';
import { eventAt, markerOf, ownEvent, store, transactionOf } from './outlook.test-data';
import { AGREED, type Start, type Times } from './start.test-data';
import { askFullRead, at, type ModelMirror, NOW, type Standing, type World } from './world.test-data';

/** Nothing between the two sides is known but what the memory says. */
export function worldOf(start: Start): World {
  const { policy, local, memory, remote } = start;
  const world: World = {
    ...{ nowMs: NOW, resourceKind: policy.kind, policy, decider: start.decider, cases: [], putBackAt: [] },
    ...{ tellsTransaction: start.tellsTransaction, remembersDeleted: start.remembersDeleted },
    booking: { status: local.status, start: at(local.from), end: at(local.from + local.hours), words: local.words },
    ...{
      mirror: mirrorOf(start),
      pushDue: true,
      waitUntil: null,
      lookedInVain: false,
      events: new Map(),
      made: new Map(),
      serial: 0,
    },
    ...{ lostAnswers: start.lostAnswers, late: null, rewrites: remote.rewrites, changed: new Map(), turn: 0 },
    ...{ asked: 0, pulled: 0, fullAsked: 0, fullDone: 0, staged: null, known: new Map(), blocks: new Map() },
  };
  addOwn(world, start);
  for (const [index, one] of start.foreign.entries()) addForeign(world, `f${index}`, one);
  addHistory(world, start);
  if (memory.state === 'detached' || !remote.isNews) askFullRead(world);
  if (!remote.isNews) world.changed.clear();
  if (isPromised(world)) askAboutCollisions(world);
  return world;
}

const wordsOf = (when: Times, showAs: string, words: string, kind: 'space' | 'person'): OwnedFields => ({
  ...fieldsFor(
    {
      ...{ start: at(when.from), end: at(when.from + when.hours), showAs: 'busy', publicId: words },
      ...{ resourceKind: kind, resourceName: 'Oak' },
    },
    'https://l',
  ),
  showAs,
});

function mirrorOf({ memory, local, policy, remote }: Start): ModelMirror | null {
  const { state } = memory;
  if (state === 'none') return null;
  const base = wordsOf(memory.base, memory.base.showAs, 'abc', policy.kind);
  const isUnderWay = state === 'live' || state === 'creating';
  const sent = memory.sentLocal && isUnderWay ? wordsOf(local, 'busy', local.words, policy.kind) : base;
  const isThere = state === 'live' || state === 'detached' || state === 'conflict';
  const restored = memory.restores > 0 ? new Date(NOW - memory.restoredHoursAgo * 3_600_000) : null;
  const looked = state === 'creating' && memory.lookedMsAgo !== null ? new Date(NOW - memory.lookedMsAgo) : null;
  return {
    ...{ state, epoch: 1, remoteId: isThere ? 'own' : null, base: isThere ? base : null },
    ...{ intent: state === 'gone' ? null : sent, intentAt: new Date(NOW - 120_000), emptyLookupAt: looked },
    ...{ transactionId: transactionOf(1), autoRestores: memory.restores, restoredAt: restored },
    agreed: isThere && local.status !== 'pending_remote' && remote.what === 'stands',
  };
}

/** The event that the memory is about; for an unanswered create, what came of it. */
function addOwn(world: World, { remote }: Start) {
  const { mirror } = world;
  if (!mirror || mirror.state === 'gone') return;
  world.made.set(transactionOf(1), 'own');
  const content = mirror.base ?? mirror.intent;
  if (!content) return;
  const isNew = mirror.state === 'creating';
  const { from, hours } = remote.times;
  const [start, end] = remote.allDay ? [at(0), at(24)] : [at(from), at(from + hours)];
  const { allDay, showAs, isPrivate } = remote;
  const event: Standing = {
    ...ownEvent(remote.what === 'other_id' ? 'moved' : 'own', content, 1),
    ...{ start, end, allDay, showAs, isPrivate, cancelled: remote.what === 'cancelled' },
  };
  if (isNew && (remote.what === 'never_made' || remote.what === 'lands_late')) {
    world.made.clear();
    if (remote.what === 'lands_late') world.late = ownEvent('late', content, 1);
    return;
  }
  if (remote.what === 'deleted' || (!isNew && remote.what === 'never_made')) {
    world.turn += 1;
    world.changed.set('own', world.turn);
  } else {
    if (remote.what === 'other_id') world.changed.set('own', ++world.turn);
    store(world, event);
  }
  if (remote.isCopied)
    store(
      world,
      eventAt('copy', at(AGREED.from), at(AGREED.from + AGREED.hours), { marker: markerOf(1), showAs: 'busy' }),
    );
}

function addForeign(world: World, id: string, { from, isKnown, now }: Start['foreign'][number]) {
  const event = eventAt(id, at(from), at(from + 1));
  if (isKnown) {
    const { what: _, transactionId: __, marker: ___, ...row } = event;
    world.known.set(id, { ...row, showAs: 'busy', cancelled: false, isPrivate: false });
    world.blocks.set(id, { start: event.start, end: event.end, inPerson: true, online: true });
  }
  if (now === 'gone' && isKnown) world.changed.set(id, ++world.turn);
  else if (now === 'free') store(world, { ...event, showAs: 'free' });
  else if (now === 'same' && isKnown) world.events.set(id, event);
  else store(world, event);
}

/** Cases that led to this memory: an open one where a person decides, and what was put back before. */
function addHistory(world: World, { memory }: Start) {
  const ours = { start: at(10).toISOString(), end: at(11).toISOString(), showAs: 'busy' };
  const rows: World['cases'][number][] = [];
  if (memory.putBackBefore) {
    const before = { policy: 'put_back', resolution: 'kept', state: 'resolved', remoteId: 'own' } as const;
    rows.push({ id: rows.length + 1, kind: memory.putBackBefore, ...before, ours, theirs: null });
  }
  if (memory.state === 'conflict' && world.booking.status !== 'cancelled') {
    const theirs = world.mirror?.base ?? ours;
    const { start, end, showAs } = theirs;
    const asked = { policy: 'ask', resolution: null, state: 'open', remoteId: 'own' } as const;
    rows.push({ id: rows.length + 1, kind: 'mirror_moved', ...asked, ours, theirs: { start, end, showAs } });
  }
  world.cases = rows;
}
