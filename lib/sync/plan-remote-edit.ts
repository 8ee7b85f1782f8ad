import { type OwnedFields, sameTimes } from './owned-fields';
import type { RemoteEvent } from './remote-change';

/** What we remember of a mirror when somebody may have edited it. */
export type EditedMirror = {
  base: OwnedFields;
  /** What we sent last, and may not have heard the answer of. */
  sent: OwnedFields | null;
  autoRestores: number;
  restoredAt: Date | null;
};

/**
 * What a person did to an event of ours, and our answer (sync-design §7). `restore`: put it back now. `base` is what
 * stands in Outlook, so that the next look finds nothing new.
 */
export type RemoteEdit =
  | { edit: 'none' }
  | { edit: 'mirror_moved' | 'mirror_set_free'; restore: boolean; base: OwnedFields; evidence: Evidence }
  | { edit: 'mirror_deleted'; restore: boolean; evidence: Evidence };

/** Both versions, as instants and show-as words; never words of a person. */
export type Evidence = { ours: Side; theirs: Side | null };
type Side = { start: string; end: string; showAs: string };

const RESTORES = { moved: 2, deleted: 1 };
const DAY_MS = 24 * 3_600_000;

/**
 * Compares owned fields only, at minute precision: neither etag nor text is proof of an edit (F15). Room calendars are
 * put back once, at most twice a day (I16), else the old time would stand free for others; what staff do in their own
 * calendars is only put before them.
 */
export function planRemoteEdit(
  mirror: EditedMirror,
  seen: RemoteEvent | 'missing',
  resourceKind: 'space' | 'person',
  now: Date,
): RemoteEdit {
  const ours = sideOf(mirror.base);
  const restores = restoresToday(mirror, now);
  const isRoom = resourceKind === 'space';
  if (seen === 'missing' || seen.cancelled) {
    const restore = isRoom && restores < RESTORES.deleted;
    return { edit: 'mirror_deleted', restore, evidence: { ours, theirs: null } };
  }
  const theirs = { start: seen.start.toISOString(), end: seen.end.toISOString(), showAs: seen.showAs ?? ours.showAs };
  const restore = isRoom && restores < RESTORES.moved;
  const base = { ...mirror.base, ...theirs };
  const expected = mirror.sent ? [mirror.base, mirror.sent] : [mirror.base];
  if (seen.allDay || !expected.some((known) => sameTimes(known, theirs))) {
    return { edit: 'mirror_moved', restore, base, evidence: { ours, theirs } };
  }
  const freed = isRoom && !expected.some((known) => known.showAs === theirs.showAs) && theirs.showAs === 'free';
  return freed ? { edit: 'mirror_set_free', restore, base, evidence: { ours, theirs } } : { edit: 'none' };
}

/** The counter of a day ago is forgotten. */
export const restoresToday = ({ autoRestores, restoredAt }: EditedMirror, now: Date): number =>
  restoredAt && now.getTime() - restoredAt.getTime() < DAY_MS ? autoRestores : 0;

const sideOf = ({ start, end, showAs }: OwnedFields): Side => ({ start, end, showAs });
