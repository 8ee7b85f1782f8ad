import { type Interval, sameInterval } from '@/lib/time/interval';
import { busyTime, type ShowAsPolicy } from './busy';
import type { OwnedFields } from './owned-fields';
import { type Collision, type CollisionAction, type PromisedBooking, planCollisions } from './plan-collisions';
import { type EditedMirror, planRemoteEdit, type RemoteEdit } from './plan-remote-edit';
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

export type KnownMirror = EditedMirror & {
  bookingId: number;
  state: 'none' | 'creating' | 'live' | 'deleting' | 'gone' | 'detached' | 'conflict';
  remoteId: string | null;
  transactionId: string;
  /** Changes with everything we remember of the mirror: tells whether a check is still about this state. */
  fingerprint: string;
};

/** What a GET, and for missing ones a LOOKUP, said of a mirror, and which state of ours it was asked for. */
export type MirrorCheck = { seen: RemoteEvent | 'missing'; fingerprint: string };

export type PullFacts = {
  resourceId: number;
  resourceKind: 'space' | 'person';
  timeZone: string;
  policy: ShowAsPolicy;
  /** Busy time of the calendar closes slots. */
  reads: boolean;
  /** Events now in the calendar: all of them after a full read, the touched ones else. Masters are left out. */
  seen: ReadonlyMap<string, RemoteEvent>;
  /** Ids that are not in the window any more. After a full read: every known id that was not seen. */
  removed: ReadonlySet<string>;
  known: ReadonlyMap<string, KnownEvent>;
  blocks: ReadonlyMap<string, Interval>;
  mirrors: readonly KnownMirror[];
  checks: ReadonlyMap<number, MirrorCheck>;
  /** Bookings that are promised and close the link's resource, one row for each resource of theirs that it meets. */
  bookings: readonly PromisedBooking[];
  /** Open cases of a foreign event over a booking. */
  collisions: readonly Collision[];
  now: Date;
};

export type PullAction =
  | { do: 'put_event'; event: KnownEvent }
  | { do: 'remove_event'; remoteId: string }
  | { do: 'put_block'; remoteId: string; busy: Interval }
  | { do: 'drop_block'; remoteId: string }
  /** The event is the one that our create made. */
  | { do: 'adopt'; bookingId: number; event: RemoteEvent }
  /** Read the mirror by itself before believing it; its answer comes with the next planning. */
  | { do: 'check_mirror'; bookingId: number; remoteId: string }
  | { do: 'mirror_edited'; bookingId: number; remoteId: string; edit: Exclude<RemoteEdit, { edit: 'none' }> }
  | CollisionAction;

/**
 * How Outlook's calendar changes ours: what we knew and what was read in, a list of deeds out. Compares intervals and
 * status only, so an echo of our own writing, or the same page read twice, plans nothing (I7, I9).
 */
export function planPull(facts: PullFacts): PullAction[] {
  const mine = new Map(facts.mirrors.flatMap((mirror) => (mirror.remoteId ? [[mirror.remoteId, mirror]] : [])));
  const adopted = adoptions(facts, mine);
  const events = foreignEvents(facts, new Set([...mine.keys(), ...adopted.map(({ event }) => event.remoteId)]));
  const busy = new Map<string, Interval>();
  for (const event of events.values()) {
    const interval = facts.reads ? busyTime(event, facts.policy, facts.timeZone) : null;
    if (interval && !mayBeEcho(event, facts.mirrors)) busy.set(event.remoteId, interval);
  }
  return [
    ...adopted,
    ...facts.mirrors.flatMap((mirror) => mirrorActions(mirror, facts)),
    ...eventActions(facts.known, events),
    ...blockActions(facts.blocks, busy),
    ...planCollisions(facts.bookings, facts.collisions, busyEvents(events, busy), facts.now),
  ];
}

/** Ours by the id that our create carried, where delta tells it (V6), or because a check found it under a new id. */
function adoptions(facts: PullFacts, mine: ReadonlyMap<string, KnownMirror>) {
  const waiting = new Map(
    facts.mirrors.flatMap((mirror) =>
      mirror.state === 'creating' || mirror.state === 'detached' ? [[mirror.transactionId, mirror]] : [],
    ),
  );
  const adopt = (bookingId: number, event: RemoteEvent) => ({ do: 'adopt', bookingId, event }) as const;
  const created = [...facts.seen.values()].flatMap((event) => {
    const mirror = event.transactionId ? waiting.get(event.transactionId.toLowerCase()) : undefined;
    return mirror && !mirror.remoteId && !mine.has(event.remoteId) ? [adopt(mirror.bookingId, event)] : [];
  });
  const renamed = facts.mirrors.flatMap((mirror) => {
    const check = facts.checks.get(mirror.bookingId);
    if (!check || check.seen === 'missing' || check.fingerprint !== mirror.fingerprint) return [];
    return mine.has(check.seen.remoteId) ? [] : [adopt(mirror.bookingId, check.seen)];
  });
  return [...created, ...renamed];
}

/** Everything in the calendar that is not ours, after the changes. */
function foreignEvents(facts: PullFacts, ours: ReadonlySet<string>): Map<string, KnownEvent> {
  const events = new Map(facts.known);
  for (const event of facts.seen.values()) events.set(event.remoteId, keptOf(event, facts.known.get(event.remoteId)));
  for (const remoteId of [...facts.removed, ...ours]) events.delete(remoteId);
  return events;
}

function mirrorActions(mirror: KnownMirror, facts: PullFacts): PullAction[] {
  const { remoteId, bookingId } = mirror;
  if (!remoteId || (mirror.state !== 'live' && mirror.state !== 'conflict')) return [];
  const check = facts.checks.get(bookingId);
  if (check) {
    // Our side changed while the question was on its way: whatever it says is about the past.
    if (check.fingerprint !== mirror.fingerprint) return [{ do: 'check_mirror', bookingId, remoteId }];
    // Under a new id it is adopted first; what was done to it is compared by the push that follows.
    if (check.seen !== 'missing' && check.seen.remoteId !== remoteId) return [];
    const edit = planRemoteEdit(mirror, check.seen, facts.resourceKind, facts.now);
    return edit.edit === 'none' ? [] : [{ do: 'mirror_edited', bookingId, remoteId, edit }];
  }
  const seen = facts.seen.get(remoteId) ?? (facts.removed.has(remoteId) ? 'missing' : null);
  if (!seen) return [];
  const edit = planRemoteEdit(mirror, seen, facts.resourceKind, facts.now);
  return edit.edit === 'none' ? [] : [{ do: 'check_mirror', bookingId, remoteId }];
}

/**
 * The echo of a create can arrive before its answer: while one is under way, an unknown event with exactly its times is
 * kept apart until it is known whose it is (sync-design §6).
 */
const mayBeEcho = (event: KnownEvent, mirrors: readonly KnownMirror[]) =>
  mirrors.some((mirror) => {
    const open = mirror.state === 'creating' || mirror.state === 'detached';
    return open && sameInterval(event, timesOf(mirror.sent ?? mirror.base));
  });

const timesOf = ({ start, end }: OwnedFields): Interval => ({ start: new Date(start), end: new Date(end) });

function eventActions(known: ReadonlyMap<string, KnownEvent>, events: ReadonlyMap<string, KnownEvent>): PullAction[] {
  const removed = [...known.keys()].filter((remoteId) => !events.has(remoteId));
  const put = [...events.values()].filter((event) => {
    const before = known.get(event.remoteId);
    return !before || !sameEvent(before, event);
  });
  return [
    ...removed.map((remoteId): PullAction => ({ do: 'remove_event', remoteId })),
    ...put.map((event): PullAction => ({ do: 'put_event', event })),
  ];
}

function blockActions(before: ReadonlyMap<string, Interval>, after: ReadonlyMap<string, Interval>): PullAction[] {
  const dropped = [...before.keys()].filter((remoteId) => !after.has(remoteId));
  const put = [...after].filter(([remoteId, busy]) => {
    const held = before.get(remoteId);
    return !held || !sameInterval(held, busy);
  });
  return [
    ...dropped.map((remoteId): PullAction => ({ do: 'drop_block', remoteId })),
    ...put.map(([remoteId, busy]): PullAction => ({ do: 'put_block', remoteId, busy })),
  ];
}

const busyEvents = (events: ReadonlyMap<string, KnownEvent>, busy: ReadonlyMap<string, Interval>) =>
  [...busy].map(([remoteId, interval]) => {
    const event = events.get(remoteId);
    return { ...event, remoteId, interval, showAs: event?.showAs ?? 'unknown' };
  });

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
  showAs: event.showAs ?? before?.showAs ?? 'unknown',
  cancelled: event.cancelled ?? before?.cancelled ?? false,
  response: event.response ?? before?.response ?? null,
  isPrivate: event.isPrivate ?? before?.isPrivate ?? false,
  // A listing does not tell when it was made.
  createdAt: event.createdAt ?? before?.createdAt ?? null,
});
