import { closesTime } from '@/lib/booking/closes-time';
import { planPush } from '@/lib/sync/plan-push';
import { DAY_MS, overlaps, sameInterval } from '@/lib/time/interval';
import { isEdit, isOpen, isPromised } from './answer.test-data';
import { sweep } from './pull.test-data';
import { wantedFields } from './push.test-data';
import { type ModelCase, nowOf, type Standing, type World } from './world.test-data';

/** The invariants of sync-design §3, in the small. A law throws with its name when it is broken. */
function law(holds: boolean, name: string): void {
  if (!holds) throw new Error(name);
}

const isOurs = ({ transactionId }: Standing) => transactionId !== null;
const sameTimes = (a: { start: string; end: string }, b: { start: Date; end: Date }) =>
  a.start === b.start.toISOString() && a.end === b.end.toISOString();

/** Whatever is under way. */
export function holdAlways(world: World, begin: World): void {
  const { mirror, blocks, putBackAt } = world;
  const bound = mirror?.state === 'live' || mirror?.state === 'conflict' ? mirror.remoteId : null;
  law(!bound || !blocks.has(bound), 'I7: our own event closes time');
  // While nobody knows whether a create came through, an event with exactly its times closes none, unless it is given up.
  const awaited = mirror?.state === 'creating' && closesTime(world.booking.status) ? mirror.intent : null;
  for (const [id, busy] of blocks) {
    const event = world.events.get(id);
    const isEcho = event && awaited && isOurs(event) && sameTimes(awaited, event) && sameInterval(busy, event);
    law(!isEcho, 'I7: the echo of a create closes time');
  }
  const recent = putBackAt.filter((ms) => world.nowMs - ms < DAY_MS).length;
  const earlier = begin.mirror?.restoredAt;
  const counted = earlier && world.nowMs - earlier.getTime() < DAY_MS ? (begin.mirror?.autoRestores ?? 0) : 0;
  law(recent === 0 || recent + counted <= 2, 'I16: put back more than twice a day');
}

/** When nothing is left to do. */
export function holdAtRest(world: World): void {
  const { booking, mirror, cases } = world;
  // A meeting that is called off may stay in the calendar: it is no event any more.
  const own = [...world.events.values()].filter(
    (event) => event.remoteId === mirror?.remoteId || (isOurs(event) && !event.cancelled),
  );
  const openEdits = cases.filter((one) => isOpen(one) && isEdit(one));
  law(openEdits.length <= 1, 'I6: one edit is one case');
  const undeleted = cases.filter(({ kind, policy }) => kind === 'mirror_deleted' && policy === 'put_back');
  law(undeleted.length <= 1, '§7: a second deletion was put back');
  if (closesTime(booking.status)) holdOneEvent(world, own, openEdits);
  else {
    law(own.length === 0, 'I2: an event of a booking that is over');
    law(!cases.some(isOpen), 'I6: a case about a booking that is over');
  }
  law(booking.status !== 'pending_remote', 'a promise that is never settled');
  holdBlocks(world);
  law(planPush(wantedFields(world), mirror, true, nowOf(world)).do === 'nothing', 'a push at rest plans something');
  // A meeting of ours that was called off is remembered as somebody's once it is not ours any more; it closes nothing.
  const late = sweep(world).filter((one) => one.do !== 'put_event' || !one.event.cancelled);
  law(late.length === 0, `a sweep at rest plans something: ${JSON.stringify(late)}`);
}

function holdOneEvent(world: World, own: readonly Standing[], openEdits: readonly ModelCase[]): void {
  const { booking, mirror, resourceKind } = world;
  law(mirror?.state === 'live' || mirror?.state === 'conflict', 'I2: no event of a booking that stands');
  const [event] = own;
  if (mirror?.state === 'conflict') {
    law(own.length <= 1, 'I2: two events of one booking');
    law(openEdits.length === 1, 'I6: nothing is written, and nobody is asked');
    return;
  }
  law(own.length === 1 && event?.remoteId === mirror?.remoteId, 'I2: exactly one event of a booking that stands');
  if (!event || !mirror?.base) return;
  law(sameInterval(event, booking) && !event.allDay, 'I2: the event stands elsewhere, and no person is asked');
  law(resourceKind === 'person' || event.showAs !== 'free', 'I2: the event gives the room away');
  law(!event.cancelled, 'I2: the event is cancelled');
  law(sameTimes(mirror.base, event), 'the memory of both sides is of something else');
}

function holdBlocks(world: World): void {
  const { events, mirror, blocks, booking, cases } = world;
  const foreign = [...events.values()].filter((event) => event.remoteId !== mirror?.remoteId);
  for (const event of foreign) {
    const closes = event.showAs !== 'free' && !event.cancelled && !(event.allDay && event.showAs === 'tentative');
    law(blocks.has(event.remoteId) === closes, 'I3: a block is missing, or one too many');
  }
  for (const id of blocks.keys()) law(events.has(id), 'I3: a ghost closes time');
  const open = cases.filter((one) => isOpen(one) && one.kind === 'foreign_over_booking');
  for (const { remoteId } of open) {
    const busy = remoteId ? blocks.get(remoteId) : undefined;
    law(busy !== undefined && overlaps(busy, booking), 'a case about events that do not meet');
  }
  if (!isPromised(world)) return;
  for (const [id, busy] of blocks) {
    const known = cases.some(
      (one) => one.remoteId === id && one.kind === 'foreign_over_booking' && (isOpen(one) || one.resolution === 'kept'),
    );
    law(!overlaps(busy, booking) || known, 'I4: a foreign event over a booking, and no case');
  }
}

/**
 * Where nobody acted since the beginning: a booking is moved or ended by what is on record only, no edit of a person goes
 * by unrecorded (I6), and what is others' is as it was.
 */
export function holdSince(begin: World, world: World): void {
  const { booking, cases, events } = world;
  for (const [id, before] of begin.events) {
    if (isOurs(before) || before.marker !== null) continue;
    const after = events.get(id);
    law(after !== undefined && sameInterval(before, after), 'an event of somebody else was written to');
  }
  const why = (...words: string[]) =>
    cases.some(({ policy, resolution }) => words.includes(policy) || words.includes(resolution ?? ''));
  if (!sameInterval(booking, begin.booking)) law(why('accept', 'applied'), 'I6: moved silently');
  const isOver = !closesTime(booking.status);
  if (isOver && closesTime(begin.booking.status) && begin.booking.status !== 'pending_remote')
    law(why('cancel', 'outlook_wins', 'cancelled'), 'I6: ended silently');
  const edit = editIn(begin);
  if (!edit || isOver) return;
  const isRecorded = cases.some(
    (one) => isEdit(one) && (edit === 'gone' ? one.theirs === null : one.theirs && sameTimes(one.theirs, edit)),
  );
  law(isRecorded, 'I6: an edit of a person was lost');
}

/** By another way than the planners': what a person did to our event before the run began, if it matters (§7). */
function editIn(begin: World): Standing | 'gone' | null {
  const { mirror, booking, resourceKind } = begin;
  if (!mirror || !closesTime(booking.status)) return null;
  // A copy may stand for the original once that is gone: nobody can tell which of the two was meant (§4.1).
  const marked = [...begin.events.values()].filter((one) => one.marker !== null && !one.cancelled);
  const event = marked.find(isOurs);
  if (!event && marked.length > 0) return null;
  const expected = mirror.base ?? mirror.intent;
  if (!event) return mirror.state === 'live' || mirror.state === 'conflict' ? 'gone' : null;
  if (mirror.state === 'gone' || !expected) return null;
  const asWanted = sameInterval(event, booking) && !event.allDay;
  const isFreed = resourceKind === 'space' && event.showAs === 'free';
  if (asWanted && !isFreed) return null;
  const isKnown = (fields: typeof expected | null) => fields !== null && sameTimes(fields, event) && !event.allDay;
  const sent = mirror.state === 'live' || mirror.state === 'conflict' ? mirror.intent : null;
  const isAsKnown = isKnown(expected) || isKnown(sent);
  return isAsKnown && !isFreed ? null : event;
}

/**
 * Where whoever is first decides, and either end is right: a promise that waits while somebody edits its event; others'
 * news about the very time that our event was moved to; a copy whose original is gone.
 */
export function mayEndEitherWay(begin: World): boolean {
  const edit = editIn(begin);
  if (begin.booking.status === 'pending_remote' && edit !== null) return true;
  if (edit && edit !== 'gone' && newsOfOthers(begin).some((other) => overlaps(other, edit))) return true;
  const standing = [...begin.events.values()].filter(({ marker, cancelled }) => marker !== null && !cancelled);
  return standing.length > 0 && !standing.some(isOurs);
}

const newsOfOthers = ({ events, known }: World) => [
  ...[...events.values()].filter((one) => !isOurs(one) && known.get(one.remoteId)?.showAs !== one.showAs),
  ...[...known.values()].filter(({ remoteId }) => !events.has(remoteId)),
];

/** Where a run has come to, without ids, epochs and the order of things. */
export function endOf(world: World) {
  const { booking, mirror, events, blocks, cases } = world;
  const event = mirror?.remoteId ? events.get(mirror.remoteId) : undefined;
  // How else people show the time is theirs (§7), and may be written over or not.
  const givesAway = world.resourceKind === 'space' && event?.showAs === 'free';
  const interval = ({ start, end }: { start: Date; end: Date }) => `${start.toISOString()} ${end.toISOString()}`;
  const caseText = ({ kind, policy, theirs }: ModelCase) => [kind, policy, theirs?.start, theirs?.end].join(' ');
  return {
    booking: `${booking.status} ${interval(booking)}`,
    state: mirror && mirror.state !== 'gone' ? mirror.state : 'none',
    event: event ? `${interval(event)} ${givesAway} ${event.allDay}` : null,
    blocks: [...blocks.values()].map(interval).sort(),
    open: cases.filter(isOpen).map(caseText).sort(),
  };
}
