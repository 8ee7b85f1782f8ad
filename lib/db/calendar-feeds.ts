import type { Tx } from '@/lib/db/client';

/** What a feed is of. */
export type FeedOf = { kind: 'space' | 'person' | 'category'; id: number; name: string; personId: number | null };

export type FeedRecord = { id: number; name: string; locale: string; keySeed: string; createdAt: Date; of: FeedOf };

const SELECT = {
  ...{ id: true, name: true, locale: true, keySeed: true, createdAt: true, etag: true, changedAt: true },
  resource: {
    select: {
      ...{ id: true, kind: true, name: true, personId: true, person: { select: { disabledAt: true } } },
      category: { select: { location: { select: { name: true } } } },
    },
  },
  category: { select: { id: true, name: true, location: { select: { name: true } } } },
} as const;

/** Those that are not revoked, the latest first: all, or those of one resource. */
export async function feedRows(tx: Tx, resourceId?: number): Promise<FeedRecord[]> {
  const where = { revokedAt: null, resourceId };
  const rows = await tx.calendarFeed.findMany({ where, orderBy: { id: 'desc' }, select: SELECT });
  return rows.flatMap(({ resource, category, etag: _, changedAt: __, ...feed }) => {
    const of = ofRow(resource, category);
    return of ? [{ ...feed, of }] : [];
  });
}

/** With what was answered last, and since when its person's account is closed. Null: it is revoked, or there never was one. */
export async function feedRow(tx: Tx, id: number) {
  const row = await tx.calendarFeed.findUnique({ where: { id, revokedAt: null }, select: SELECT });
  const of = row && ofRow(row.resource, row.category);
  return row && of ? { ...row, of, closedAt: row.resource?.person?.disabledAt ?? null } : null;
}

type Located = { location: { name: string } };
type ResourceRow = Omit<FeedOf, 'kind'> & {
  kind: 'space' | 'person';
  person: { disabledAt: Date | null } | null;
  category: Located;
};
type CategoryRow = { id: number; name: string } & Located;

/** Named with its location: two may have a category of one name. */
function ofRow(resource: ResourceRow | null, category: CategoryRow | null): FeedOf | null {
  if (resource) {
    const { category: within, person: _, name, ...rest } = resource;
    return { ...rest, name: `${name} (${within.location.name})` };
  }
  if (!category) return null;
  const { id, name, location } = category;
  return { kind: 'category', id, name: `${name} (${location.name})`, personId: null };
}

export type NewFeed = {
  of: { resourceId: number } | { categoryId: number };
  name: string;
  locale: string;
  keySeed: string;
};

export const insertFeed = (tx: Tx, { of, ...feed }: NewFeed, now: Date) =>
  tx.calendarFeed.create({ data: { ...feed, ...of, createdAt: now }, select: { id: true } });

export const countFeeds = (tx: Tx, of: NewFeed['of']) => tx.calendarFeed.count({ where: { ...of, revokedAt: null } });

export const endFeed = (tx: Tx, id: number, now: Date) =>
  tx.calendarFeed.update({ where: { id }, data: { revokedAt: now }, select: { id: true } });

/** It reads otherwise than before, since now. */
export const noteFeedChange = (tx: Tx, id: number, etag: string, now: Date) =>
  tx.calendarFeed.updateMany({ where: { id }, data: { etag, changedAt: now } });

/** What a feed may be of: categories, spaces and people in use, in the library's order. */
export async function feedChoices(tx: Tx): Promise<FeedOf[]> {
  const rows = await tx.category.findMany({
    where: { active: true, location: { active: true } },
    orderBy: [{ location: { position: 'asc' } }, { position: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, location: { select: { name: true } } },
      resources: {
        where: { active: true },
        orderBy: [{ position: 'asc' }, { name: 'asc' }, { id: 'asc' }],
        select: { id: true, kind: true, name: true, personId: true },
      },
    },
  });
  return [
    ...rows.map(
      ({ id, name, location }): FeedOf => ({
        ...{ kind: 'category', id, name: `${name} (${location.name})`, personId: null },
      }),
    ),
    ...rows.flatMap(({ resources, location }) =>
      resources.map((one): FeedOf => ({ ...one, name: `${one.name} (${location.name})` })),
    ),
  ];
}
