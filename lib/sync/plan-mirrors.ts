import { type EditedMirror, planRemoteEdit, type RemoteEdit } from './plan-remote-edit';
import type { RemoteEvent } from './remote-change';

export type KnownMirror = EditedMirror & {
  bookingId: number;
  state: 'none' | 'creating' | 'live' | 'deleting' | 'gone' | 'detached' | 'conflict';
  remoteId: string | null;
  transactionId: string;
  /** A create that was never answered, of an event that nobody wants any more, and its marker was looked for in vain. */
  givenUp?: boolean;
  /** Changes with everything we remember of the mirror: tells whether a check is still about this state. */
  fingerprint: string;
};

/** What a GET, and for missing ones a LOOKUP, said of a mirror, and which state of ours it was asked for. */
export type MirrorCheck = { seen: RemoteEvent | 'missing'; fingerprint: string };

export type MirrorFacts = {
  resourceKind: 'space' | 'person';
  /** Events now in the calendar: all of them after a full read, the touched ones else. Masters are left out. */
  seen: ReadonlyMap<string, RemoteEvent>;
  /** Ids that are not in the window any more. After a full read: every known id that was not seen. */
  removed: ReadonlySet<string>;
  mirrors: readonly KnownMirror[];
  checks: ReadonlyMap<number, MirrorCheck>;
  now: Date;
};

/** The event is the one that our create made. `isEdited`: a person changed it before we knew its id. */
export type Adoption = { do: 'adopt'; bookingId: number; event: RemoteEvent; isEdited: boolean };

export type MirrorAction =
  /** Read the mirror by itself before believing it; its answer comes with the next planning. */
  | { do: 'check_mirror'; bookingId: number; remoteId: string }
  | { do: 'mirror_edited'; bookingId: number; remoteId: string; edit: Exclude<RemoteEdit, { edit: 'none' }> };

/** Ours by the id that our create carried, where delta tells it (V6), or because a check found it under a new id. */
export function planAdoptions(facts: MirrorFacts, mine: ReadonlySet<string>): Adoption[] {
  const waiting = new Map(
    facts.mirrors.flatMap((mirror) =>
      mirror.state === 'creating' || mirror.state === 'detached' ? [[mirror.transactionId, mirror]] : [],
    ),
  );
  const adopt = (mirror: KnownMirror, event: RemoteEvent): Adoption => {
    const { edit } = planRemoteEdit(mirror, event, facts.resourceKind, facts.now);
    return { do: 'adopt', bookingId: mirror.bookingId, event, isEdited: edit !== 'none' };
  };
  const created = [...facts.seen.values()].flatMap((event) => {
    const mirror = event.transactionId ? waiting.get(event.transactionId.toLowerCase()) : undefined;
    return mirror && !mirror.remoteId && !mine.has(event.remoteId) ? [adopt(mirror, event)] : [];
  });
  const renamed = facts.mirrors.flatMap((mirror) => {
    const check = facts.checks.get(mirror.bookingId);
    if (!check || check.seen === 'missing' || check.fingerprint !== mirror.fingerprint) return [];
    return mine.has(check.seen.remoteId) ? [] : [adopt(mirror, check.seen)];
  });
  return [...created, ...renamed];
}

/** What was done to an event of ours: never believed of a page alone, which can be older than our last write (F3). */
export function planMirror(mirror: KnownMirror, facts: MirrorFacts): MirrorAction[] {
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
  // Its occurrences have ids of their own and stand for it.
  if ([...facts.seen.values()].some(({ seriesMasterId }) => seriesMasterId === remoteId))
    return mirror.base.recurring ? [] : [{ do: 'check_mirror', bookingId, remoteId }];
  const seen = facts.seen.get(remoteId) ?? (facts.removed.has(remoteId) ? 'missing' : null);
  if (!seen) return [];
  const edit = planRemoteEdit(mirror, seen, facts.resourceKind, facts.now);
  return edit.edit === 'none' ? [] : [{ do: 'check_mirror', bookingId, remoteId }];
}
