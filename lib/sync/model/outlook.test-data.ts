import type { OwnedFields } from '@/lib/sync/owned-fields';
import type { RemoteEvent } from '@/lib/sync/remote-change';
import type { Standing, World } from './world.test-data';

export const transactionOf = (epoch: number) => `t-${epoch}`;
export const markerOf = (epoch: number) => `m-${epoch}`;

export const eventAt = (remoteId: string, start: Date, end: Date, more: Partial<Standing> = {}): Standing => ({
  what: 'event',
  remoteId,
  start,
  end,
  type: 'singleInstance',
  allDay: false,
  showAs: 'busy',
  etag: 'e0',
  seriesMasterId: null,
  cancelled: false,
  response: null,
  isPrivate: false,
  transactionId: null,
  icalUid: null,
  createdAt: null,
  changedAt: null,
  marker: null,
  ...more,
});

export const ownEvent = (remoteId: string, content: OwnedFields, epoch: number): Standing =>
  eventAt(remoteId, new Date(content.start), new Date(content.end), {
    ...{ showAs: content.showAs, transactionId: transactionOf(epoch), marker: markerOf(epoch) },
  });

/** Stored, and told to whoever reads the changes next. */
export function store(world: World, event: Standing) {
  world.serial += 1;
  world.events.set(event.remoteId, { ...event, etag: `e${world.serial}` });
  if (event.transactionId) world.made.set(event.transactionId, event.remoteId);
  note(world, event.remoteId);
}

/** False: it is not there. */
export function drop(world: World, remoteId: string): boolean {
  if (!world.events.delete(remoteId)) return false;
  note(world, remoteId);
  return true;
}

/** By marker, what our transaction made. False: there is nothing. */
export function dropRenamed(world: World, epoch: number): boolean {
  const ours = [...world.events.values()].filter(
    ({ marker, transactionId }) => marker === markerOf(epoch) && transactionId === transactionOf(epoch),
  );
  for (const { remoteId } of ours) drop(world, remoteId);
  return ours.length > 0;
}

function note(world: World, remoteId: string) {
  world.turn += 1;
  world.changed.set(remoteId, world.turn);
}

/** One transaction id makes one event; `lost`: it was stored, and nobody heard of it. */
export function postEvent(world: World, content: OwnedFields, epoch: number): Standing | 'duplicate' | 'lost' {
  const earlier = world.made.get(transactionOf(epoch));
  const standing = earlier === undefined ? undefined : world.events.get(earlier);
  if (standing) return standing;
  if (earlier !== undefined && world.remembersDeleted) return 'duplicate';
  const event = ownEvent(`o${world.serial + 1}`, content, epoch);
  store(world, event);
  if (world.lostAnswers === 0) return world.events.get(event.remoteId) ?? event;
  world.lostAnswers -= 1;
  return 'lost';
}

export const getEvent = (world: World, remoteId: string): RemoteEvent | null => world.events.get(remoteId) ?? null;

export function patchEvent(world: World, remoteId: string, changes: Partial<OwnedFields>) {
  const event = world.events.get(remoteId);
  if (!event) return;
  const { start, end, showAs, allDay } = changes;
  store(world, {
    ...event,
    ...(start && { start: new Date(start) }),
    ...(end && { end: new Date(end) }),
    ...(showAs && { showAs }),
    ...(allDay === undefined ? {} : { allDay }),
  });
}

/** Ours before a person's copy, the oldest first; a copy only when nothing else is left (sync-design §4.1, §6). */
export function findEvent(world: World, epoch: number): RemoteEvent | null {
  const marked = [...world.events.values()].filter(({ marker, cancelled }) => marker === markerOf(epoch) && !cancelled);
  return marked.find(({ transactionId }) => transactionId === transactionOf(epoch)) ?? marked[0] ?? null;
}
