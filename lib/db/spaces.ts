import type { Tx } from '@/lib/db/client';
import type { Accessibility } from '@/lib/db/resources';

/** What admins write about a space. */
export type SpaceFields = Accessibility & {
  categoryId: number;
  zoneId: number | null;
  name: string;
  description: string;
  directions: string;
  capacity: number | null;
  terms: string;
  /** Null: as the category has it. */
  signInRequired: boolean | null;
};

export type SpaceRow = SpaceFields & {
  id: number;
  locationId: number;
  active: boolean;
  isSeat: boolean;
  isContainer: boolean;
  featureIds: number[];
};

/** A space with its own words, not what its category adds; null: no such space. */
export async function spaceRow(tx: Tx, id: number): Promise<SpaceRow | null> {
  const row = await tx.resource.findFirst({
    where: { id, kind: 'space' },
    select: {
      ...{ id: true, categoryId: true, zoneId: true, name: true, description: true, directions: true, capacity: true },
      ...{ terms: true, signInRequired: true, active: true, isSeat: true, isContainer: true },
      ...{ stepFree: true, doorWidthCm: true, hearingLoop: true, deskHeightCm: true, adjustableDesk: true },
      featureRows: { select: { featureId: true }, orderBy: { featureId: 'asc' } },
      category: { select: { locationId: true } },
    },
  });
  if (!row) return null;
  const { featureRows, category, ...rest } = row;
  return { ...rest, locationId: category.locationId, featureIds: featureRows.map(({ featureId }) => featureId) };
}

/** Whether a space of the location has this name already, other than the one that is named. */
export async function isSpaceName(tx: Tx, locationId: number, name: string, except: number): Promise<boolean> {
  const found = await tx.resource.findFirst({
    where: {
      ...{ kind: 'space', category: { locationId }, NOT: { id: except } },
      name: { equals: name, mode: 'insensitive' },
    },
    select: { id: true },
  });
  return found !== null;
}

/** Features that are not there any more are left out. */
export async function setFeatures(tx: Tx, resourceId: number, featureIds: readonly number[]): Promise<void> {
  await tx.resourceFeature.deleteMany({ where: { resourceId } });
  const known = await tx.feature.findMany({ where: { id: { in: [...featureIds] } }, select: { id: true } });
  await tx.resourceFeature.createMany({ data: known.map(({ id }) => ({ resourceId, featureId: id })) });
}

/** Names within a location are looked at and written by one at a time. False: there is no such location. */
export async function lockLocation(tx: Tx, id: number): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: number }[]>`SELECT id FROM location WHERE id = ${id} FOR UPDATE`;
  return rows.length > 0;
}
