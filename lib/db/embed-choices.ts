import type { Tx } from '@/lib/db/client';

export type EmbedChoice = { value: string; name: string };

/** Whom a widget may show: people by slug, groups by slug, locations by number. Public and active ones, as in the lists. */
export async function embedChoices(tx: Tx): Promise<Record<'person' | 'group' | 'location', EmbedChoice[]>> {
  const inUse = { active: true, access: 'public' } as const;
  const people = { kind: 'person', active: true, slug: { not: null } } as const;
  const [persons, groups, places] = await Promise.all([
    tx.resource.findMany({
      where: { ...people, category: { ...inUse, location: inUse } },
      select: { slug: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
    tx.appointmentGroup.findMany({
      where: { ...inUse, members: { some: { resource: people } } },
      select: { slug: true, name: true },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    }),
    tx.location.findMany({
      where: { ...inUse, categories: { some: { ...inUse, resources: { some: people } } } },
      select: { id: true, name: true },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    }),
  ]);
  return {
    person: persons.map(({ slug, name }) => ({ value: slug ?? '', name })),
    group: groups.map(({ slug, name }) => ({ value: slug, name })),
    location: places.map(({ id, name }) => ({ value: String(id), name })),
  };
}
