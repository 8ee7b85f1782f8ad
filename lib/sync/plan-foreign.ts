import type { ShowAsPolicy } from '@/lib/show-as';
import { sameInterval } from '@/lib/time/interval';
import { type BusyTime, busyTime } from './busy';
import { intervalOf } from './owned-fields';
import type { BusyEvent } from './plan-collisions';
import type { KnownMirror } from './plan-mirrors';
import type { RemoteEvent } from './remote-change';

/** A row of `remote_event`: interval and status of somebody's event, with the block it was given. */
export type KnownEvent = {
  remoteId: string;
  icalUid: string | null;
  type: string;
  seriesMasterId: string | null;
  start: Date;
  end: Date;
  allDay: boolean;
  showAs: string;
  cancelled: boolean;
  response: string | null;
  isPrivate: boolean;
  etag: string | null;
  createdAt: Date | null;
  changedAt?: Date | null;
};

export type ForeignFacts = {
  timeZone: string;
  policy: ShowAsPolicy;
  /** Busy time of the calendar closes slots. */
  reads: boolean;
  seen: ReadonlyMap<string, RemoteEvent>;
  removed: ReadonlySet<string>;
  known: ReadonlyMap<string, KnownEvent>;
  blocks: ReadonlyMap<string, BusyTime>;
  mirrors: readonly KnownMirror[];
  /** UIDs of events that whoever is met made of our own calendar files: `ownInvitations`. */
  invitations: ReadonlySet<string>;
};

export type ForeignAction =
  | { do: 'put_event'; event: KnownEvent }
  | { do: 'remove_event'; remoteId: string }
  | { do: 'put_block'; remoteId: string; busy: BusyTime }
  | { do: 'drop_block'; remoteId: string };

/** What other people's events come to: rows and blocks to put and drop, and those that close time now. */
export function planForeign(
  facts: ForeignFacts,
  ours: ReadonlySet<string>,
): { actions: ForeignAction[]; busy: BusyEvent[] } {
  const events = foreignEvents(facts, ours);
  const blocks = new Map<string, BusyTime>();
  const busy: BusyEvent[] = [];
  for (const event of events.values()) {
    const closed = facts.reads ? busyTime(event, facts.policy, facts.timeZone) : null;
    const isOurs = event.icalUid !== null && facts.invitations.has(event.icalUid);
    if (!closed || isOurs || mayBeEcho(event, facts.mirrors)) continue;
    blocks.set(event.remoteId, closed);
    busy.push({ ...event, busy: closed });
  }
  return { actions: [...eventActions(facts.known, events), ...blockActions(facts.blocks, blocks)], busy };
}

/** Everything in the calendar that is not ours, after the changes. */
function foreignEvents(facts: ForeignFacts, ours: ReadonlySet<string>): Map<string, KnownEvent> {
  const events = new Map(facts.known);
  for (const event of facts.seen.values()) events.set(event.remoteId, keptOf(event, facts.known.get(event.remoteId)));
  for (const remoteId of [...facts.removed, ...ours]) events.delete(remoteId);
  return events;
}

/**
 * The echo of a create can arrive before its answer: while one is under way, an unknown event with exactly its times is
 * kept apart until it is known whose it is (sync-design §6). Where the event is not wanted any more, the first look in vain
 * is enough: what lands later is adopted all the same, and until then unknown time is not free.
 */
const mayBeEcho = (event: KnownEvent, mirrors: readonly KnownMirror[]) =>
  mirrors.some((mirror) => {
    const open = (mirror.state === 'creating' && !mirror.givenUp) || mirror.state === 'detached';
    return open && sameInterval(event, intervalOf(mirror.sent ?? mirror.base));
  });

function eventActions(
  known: ReadonlyMap<string, KnownEvent>,
  events: ReadonlyMap<string, KnownEvent>,
): ForeignAction[] {
  const removed = [...known.keys()].filter((remoteId) => !events.has(remoteId));
  const put = [...events.values()].filter((event) => {
    const before = known.get(event.remoteId);
    return !before || !sameEvent(before, event);
  });
  return [
    ...removed.map((remoteId): ForeignAction => ({ do: 'remove_event', remoteId })),
    ...put.map((event): ForeignAction => ({ do: 'put_event', event })),
  ];
}

function blockActions(before: ReadonlyMap<string, BusyTime>, after: ReadonlyMap<string, BusyTime>): ForeignAction[] {
  const dropped = [...before.keys()].filter((remoteId) => !after.has(remoteId));
  const put = [...after].filter(([remoteId, busy]) => {
    const held = before.get(remoteId);
    return !held || !sameBusy(held, busy);
  });
  return [
    ...dropped.map((remoteId): ForeignAction => ({ do: 'drop_block', remoteId })),
    ...put.map(([remoteId, busy]): ForeignAction => ({ do: 'put_block', remoteId, busy })),
  ];
}

const sameBusy = (a: BusyTime, b: BusyTime) => sameInterval(a, b) && a.inPerson === b.inPerson && a.online === b.online;

/** The etag alone is no change: Exchange rewrites it by itself (F15). */
const sameEvent = (a: KnownEvent, b: KnownEvent) =>
  sameInterval(a, b) &&
  a.type === b.type &&
  a.seriesMasterId === b.seriesMasterId &&
  a.allDay === b.allDay &&
  a.showAs === b.showAs &&
  a.cancelled === b.cancelled &&
  a.response === b.response &&
  a.isPrivate === b.isPrivate;

/**
 * What is kept of an event. A changed row may leave out what did not change (graph-calendar §3.2); a show-as that nobody
 * ever told counts as busy: unknown is never free.
 */
const keptOf = ({ what: _, transactionId: __, ...event }: RemoteEvent, before: KnownEvent | undefined): KnownEvent => ({
  ...event,
  icalUid: event.icalUid ?? before?.icalUid ?? null,
  showAs: event.showAs ?? before?.showAs ?? 'unknown',
  cancelled: event.cancelled ?? before?.cancelled ?? false,
  response: event.response ?? before?.response ?? null,
  isPrivate: event.isPrivate ?? before?.isPrivate ?? false,
  // A listing does not tell when it was made.
  createdAt: event.createdAt ?? before?.createdAt ?? null,
});
