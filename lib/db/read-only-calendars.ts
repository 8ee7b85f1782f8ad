import type { Tx } from '@/lib/db/client';
import { type Link, readLink } from '@/lib/db/link-rows';

/**
 * Calendars of the booking's people and spaces that close time and are never written to (sync-design §8): they have no
 * job of their own to be looked at by. `except`: the one that is looked at anyway.
 */
export async function readOnlyCalendarsOf(tx: Tx, bookingId: number, except: number): Promise<Link[]> {
  const rows = await tx.calendarLink.findMany({
    where: {
      ...{ id: { not: except }, reads: true, writes: false, state: { in: ['backfilling', 'live', 'degraded'] } },
      resource: { items: { some: { bookingId } } },
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const links = [];
  for (const { id } of rows) links.push(await readLink(tx, id));
  return links.filter((link) => link !== null);
}
