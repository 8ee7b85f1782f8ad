import type { Tx } from '@/lib/db/client';
import type { ClosedRow } from '@/lib/db/taken-time';
import type { Interval } from '@/lib/time/interval';

/** Busy time of linked calendars within `range`, and for which appointments: nothing else is known of other people's events. */
export async function busyBlocks(tx: Tx, resourceIds: readonly number[], range: Interval): Promise<ClosedRow[]> {
  const rows = await tx.busyBlock.findMany({
    where: { resourceId: { in: [...resourceIds] }, startsAt: { lt: range.end }, endsAt: { gt: range.start } },
    orderBy: { startsAt: 'asc' },
    select: { resourceId: true, startsAt: true, endsAt: true, inPerson: true, online: true },
  });
  return rows.map(({ resourceId, startsAt, endsAt, inPerson, online }) => ({
    ...{ resourceId, start: startsAt, end: endsAt, pad: false, kind: 'outlook' },
    ...(inPerson === online ? {} : { mode: online ? 'online' : 'in_person' }),
  }));
}
