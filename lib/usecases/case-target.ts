import type { CaseChoice } from '@/lib/booking/case-choices';
import type { CaseRow } from '@/lib/db/cases';
import { ok, type Result, refuse } from '@/lib/result';
import { lookAtPlace, type SyncWorld, type TargetPlace } from '@/lib/sync/look-at-place';
import { sameInterval } from '@/lib/time/interval';

/**
 * The space that another is found for: the one whose calendar it is about; where that is the calendar of a whole or a part,
 * the one space of the booking. The person of an appointment is never changed for somebody else. Null: it is not said which.
 */
export function spaceOf({ booking, resource }: CaseRow): number | null {
  const spaces = (booking?.items ?? []).filter(({ kind }) => kind === 'space').map(({ resourceId }) => resourceId);
  if (spaces.includes(resource.id)) return resource.id;
  return spaces.length === 1 ? (spaces[0] ?? null) : null;
}

/** Where this choice takes the booking: another space at its own time, or the time in Outlook. Null: it stays. */
export function targetOf({ booking, theirs }: CaseRow, choice: CaseChoice, spaceId?: number): TargetPlace | null {
  const [item] = booking?.items ?? [];
  if (!booking || !item) return null;
  if (choice === 'move' && spaceId !== undefined) return { resourceIds: [spaceId], to: item, mode: booking.mode };
  if (choice !== 'apply' || !theirs) return null;
  return { resourceIds: booking.items.map(({ resourceId }) => resourceId), to: theirs, mode: booking.mode };
}

/** Looked at live before anything is promised there: no lock is held, and no Graph call is made under one. */
export async function lookAtTarget(target: TargetPlace, world?: SyncWorld): Promise<Result<undefined>> {
  const seen = await lookAtPlace(target, world);
  if (seen === 'taken') return refuse({ code: 'slot_taken' });
  return seen === 'unknown' ? refuse({ code: 'calendar_unknown' }) : ok();
}

/** Under the locks: it is still what was looked at. */
export const isSameTarget = (a: TargetPlace | null, b: TargetPlace | null): boolean =>
  a === null || b === null ? a === b : sameInterval(a.to, b.to) && a.resourceIds.join() === b.resourceIds.join();
