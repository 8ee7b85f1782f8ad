import type { Tx } from '@/lib/db/client';
import type { SpaceRow } from '@/lib/db/spaces';

/** A space with the names of what it belongs to and offers, as a line of a table. */
export type SheetSpace = Omit<SpaceRow, 'featureIds' | 'signInRequired'> & {
  location: string;
  category: string;
  zone: string;
  /** In the library's order. */
  features: string[];
};

/** All spaces in the library's order, and every name that one may refer to. */
export async function spaceSheet(tx: Tx) {
  const spaces = await tx.resource.findMany({
    where: { kind: 'space' },
    orderBy: [
      { category: { location: { position: 'asc' } } },
      ...[{ category: { position: 'asc' as const } }, { categoryId: 'asc' as const }, { position: 'asc' as const }],
      ...[{ name: 'asc' as const }, { id: 'asc' as const }],
    ],
    select: {
      ...{ id: true, categoryId: true, zoneId: true, name: true, description: true, directions: true, capacity: true },
      ...{ terms: true, active: true, isSeat: true, isContainer: true },
      ...{ stepFree: true, doorWidthCm: true, hearingLoop: true, deskHeightCm: true, adjustableDesk: true },
      zone: { select: { name: true } },
      category: { select: { name: true, locationId: true, location: { select: { name: true } } } },
      featureRows: { select: { feature: { select: { name: true } } }, orderBy: { feature: { position: 'asc' } } },
    },
  });
  const locations = await tx.location.findMany({
    select: {
      ...{ id: true, name: true },
      categories: { where: { kind: 'space' }, select: { id: true, name: true } },
      zones: { select: { id: true, name: true } },
    },
  });
  return {
    spaces: spaces.map(
      ({ zone, category, featureRows, ...space }): SheetSpace => ({
        ...space,
        ...{ locationId: category.locationId, location: category.location.name, category: category.name },
        ...{ zone: zone?.name ?? '', features: featureRows.map(({ feature }) => feature.name) },
      }),
    ),
    locations,
    features: await tx.feature.findMany({ orderBy: { position: 'asc' }, select: { id: true, name: true } }),
  };
}

export type SpaceSheet = Awaited<ReturnType<typeof spaceSheet>>;
