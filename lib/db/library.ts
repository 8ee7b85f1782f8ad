import type { Tx } from '@/lib/db/client';

export type LibraryRecord = { name: string; installationId: string; retentionDays: number };

export type LocationRecord = { id: number; name: string; address: string; timeZone: string };

/** This installation; null before the first set-up. */
export const library = (tx: Tx): Promise<LibraryRecord | null> =>
  tx.library.findUnique({ where: { id: 1 }, select: { name: true, installationId: true, retentionDays: true } });

/** In the library's own order; of one kind: only those that have something of that kind to book. */
export const locations = (tx: Tx, kind?: 'space' | 'person'): Promise<LocationRecord[]> =>
  tx.location.findMany({
    where: kind && { categories: { some: { kind, resources: { some: { active: true } } } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, address: true, timeZone: true },
  });
