import type { Tx } from '@/lib/db/client';
import type { Access } from '@/lib/db/resources';

export type LibraryRecord = { name: string; installationId: string };

export type LocationRecord = { id: number; name: string; address: string; timeZone: string; access: Access };

/** This installation; null before the first set-up. */
export const library = (tx: Tx): Promise<LibraryRecord | null> =>
  tx.library.findUnique({ where: { id: 1 }, select: { name: true, installationId: true } });

/** In the library's own order; of one kind: only those that have something of that kind to book in categories with this access. */
export const locations = (
  tx: Tx,
  of?: { kind: 'space' | 'person'; categoryAccess: readonly Access[] },
): Promise<LocationRecord[]> =>
  tx.location.findMany({
    where: of && {
      active: true,
      categories: {
        some: {
          ...{ kind: of.kind, active: true, access: { in: [...of.categoryAccess] } },
          resources: { some: { active: true } },
        },
      },
    },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, address: true, timeZone: true, access: true },
  });

/** The library's clock, where a time is of no location: that of the first. */
export const zoneOfLibrary = async (tx: Tx): Promise<string> => (await locations(tx))[0]?.timeZone ?? 'UTC';
