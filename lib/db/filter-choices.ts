import type { Tx } from '@/lib/db/client';

/** Floors and areas of a location that have spaces in use, and the features those have: by name, in the library's order. */
export async function filterChoices(tx: Tx, locationId: number): Promise<{ zones: string[]; features: string[] }> {
  const inUse = { active: true, kind: 'space', category: { locationId, active: true } } as const;
  const orderBy = [{ position: 'asc' }, { id: 'asc' }] as const;
  const select = { name: true };
  const zones = await tx.zone.findMany({
    where: { locationId, resources: { some: inUse } },
    ...{ orderBy: [...orderBy], select },
  });
  const features = await tx.feature.findMany({
    where: { resources: { some: { resource: inUse } } },
    ...{ orderBy: [...orderBy], select },
  });
  return { zones: zones.map(({ name }) => name), features: features.map(({ name }) => name) };
}
