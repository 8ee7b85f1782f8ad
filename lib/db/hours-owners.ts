import type { Tx } from '@/lib/db/client';

/** Whose hours: of a location, of one of its categories, or of one space. */
export type HoursOwner = { level: HoursOwnerLevel; id: number };
export type HoursOwnerLevel = 'location' | 'category' | 'space';

/** The columns that name an owner in `hours_schedule`, `hours_exception` and `hours_change`. */
export const ownerColumns = ({ level, id }: HoursOwner) => ({
  locationId: level === 'location' ? id : null,
  categoryId: level === 'category' ? id : null,
  resourceId: level === 'space' ? id : null,
});

export type HoursOwnerRecord = HoursOwner & {
  name: string;
  locationId: number;
  locationName: string;
  timeZone: string;
  /** Of a space. */
  category: { id: number; name: string } | null;
  /** Of a seat: the space that holds it. */
  container: { id: number; name: string } | null;
};

/** Null: there is none. People's own hours are theirs to say, so neither they nor their categories are found. */
export async function hoursOwner(tx: Tx, { level, id }: HoursOwner): Promise<HoursOwnerRecord | null> {
  if (level === 'location') {
    const row = await tx.location.findUnique({ where: { id } });
    return row && { level, id, name: row.name, ...placeOf(row), category: null, container: null };
  }
  if (level === 'category') {
    const row = await tx.category.findUnique({ where: { id, kind: 'space' }, include: { location: true } });
    return row && { level, id, name: row.name, ...placeOf(row.location), category: null, container: null };
  }
  const row = await tx.resource.findUnique({
    where: { id, kind: 'space' },
    include: {
      category: { include: { location: true } },
      wholes: { select: { whole: { select: { id: true, name: true } } } },
    },
  });
  if (!row) return null;
  const { id: categoryId, name, location } = row.category;
  const container = row.isSeat ? (row.wholes[0]?.whole ?? null) : null;
  return { level, id, name: row.name, ...placeOf(location), category: { id: categoryId, name }, container };
}

const placeOf = ({ id, name, timeZone }: { id: number; name: string; timeZone: string }) => ({
  locationId: id,
  locationName: name,
  timeZone,
});
