import type { Tx } from '@/lib/db/client';

/** What admins write above the spaces, with its place, in the library's order: as lines of a table. */

export const locationSheet = (tx: Tx) =>
  tx.location.findMany({
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, position: true, access: true, active: true, address: true, timeZone: true },
      ...{ description: true, directions: true, terms: true, signInRequired: true },
      ...{ verifyMinutes: true, holdMinutes: true },
    },
  });

const OF_LOCATION = { select: { id: true, name: true } } as const;

export const zoneSheet = (tx: Tx) =>
  tx.zone.findMany({
    orderBy: [{ location: { position: 'asc' } }, { locationId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, position: true, location: OF_LOCATION },
  });

/** Of spaces only: people's appointments are made elsewhere. */
export const categorySheet = (tx: Tx) =>
  tx.category.findMany({
    where: { kind: 'space' },
    orderBy: [{ location: { position: 'asc' } }, { locationId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, position: true, access: true, active: true, picture: true, description: true },
      ...{ terms: true, nicknames: true, stepMinutes: true, minMinutes: true, maxMinutes: true, defaultMinutes: true },
      ...{ minNoticeMinutes: true, leadUntilEnd: true, windowDays: true, rolloverMinute: true, setupMinutes: true },
      ...{ cleanupMinutes: true, gapMinutes: true, gapScope: true, cancelByMinutes: true, mediation: true },
      ...{ signInRequired: true, location: OF_LOCATION },
    },
  });

/** Those of people: no category of the same location has their name too. */
export const otherCategories = (tx: Tx) =>
  tx.category.findMany({ where: { kind: 'person' }, select: { name: true, location: OF_LOCATION } });

export type SheetCategory = Awaited<ReturnType<typeof categorySheet>>[number];
