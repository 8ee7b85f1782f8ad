import { DAY_MS } from '@/lib/time/interval';
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
 * What a person did to an event of ours; what it is answered with is `plan-answer`'s. `base` is what stands in Outlook
 * now, so that the next look finds nothing new. `restoredToday`: how often it was put back within a day.
 */
export type RemoteEdit =
  | { edit: 'none' }
  | {
      edit: 'mirror_moved' | 'mirror_repeats' | 'mirror_set_free';
      base: OwnedFields;
      evidence: Evidence;
      restoredToday: number;
    }
  | { edit: 'mirror_deleted'; evidence: Evidence; restoredToday: number };

/** Both versions, as instants and show-as words; never words of a person. */
export type Evidence = { ours: Side; theirs: Side | null };

/** When it was made and last changed, each by its own side's clock: shown to people, never compared. */
export type Side = {
  start: string;
  end: string;
  showAs: string;
  allDay?: boolean;
  /** A person made it a series. */
  recurring?: boolean;
  createdAt?: string | null;
  changedAt?: string | null;
};

/**
 * Compares owned fields only, at minute precision: neither etag nor text is proof of an edit (F15). Set to free matters
 * in a room's calendar only; people may show their own time as they like (sync-design §7).
 */
export function planRemoteEdit(
  mirror: EditedMirror,
  seen: RemoteEvent | 'missing',
  resourceKind: 'space' | 'person',
  now: Date,
): RemoteEdit {
  const ours = sideOf(mirror.base);
  const restoredToday = restoresToday(mirror, now);
  if (seen === 'missing' || seen.cancelled) {
    return { edit: 'mirror_deleted', evidence: { ours, theirs: null }, restoredToday };
  }
  const { start, end, allDay } = seen;
  const recurring = seen.type !== 'singleInstance';
  const showAs = seen.showAs ?? ours.showAs;
  const times = {
    start: start.toISOString(),
    end: end.toISOString(),
    showAs,
    allDay,
    recurring: recurring || undefined,
  };
  const theirs = { ...times, createdAt: textOf(seen.createdAt), changedAt: textOf(seen.changedAt) };
  const found = { base: { ...mirror.base, ...times }, evidence: { ours, theirs }, restoredToday };
  const expected = mirror.sent ? [mirror.base, mirror.sent] : [mirror.base];
  if (recurring && !mirror.base.recurring) return { edit: 'mirror_repeats', ...found };
  const asKnown = (known: OwnedFields) =>
    (known.allDay ?? false) === allDay && (known.recurring ?? false) === recurring && sameTimes(known, times);
  if (!expected.some(asKnown)) return { edit: 'mirror_moved', ...found };
  const freed = times.showAs === 'free' && !expected.some((known) => known.showAs === 'free');
  return freed && resourceKind === 'space' ? { edit: 'mirror_set_free', ...found } : { edit: 'none' };
}

/** The counter of a day ago is forgotten. */
export const restoresToday = ({ autoRestores, restoredAt }: EditedMirror, now: Date): number =>
  restoredAt && now.getTime() - restoredAt.getTime() < DAY_MS ? autoRestores : 0;

const sideOf = ({ start, end, showAs }: OwnedFields): Side => ({ start, end, showAs });

const textOf = (at: Date | null | undefined) => at?.toISOString() ?? null;
