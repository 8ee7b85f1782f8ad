import type { Tx } from '@/lib/db/client';

/** Who has an address at /appointments/{slug}; null: somebody new. */
export type AddressOwner = { resourceId: number } | { groupId: number } | null;

/** No two at once ask whether an address is free: people and groups share them, in two tables. */
export async function lockAddresses(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('appointment addresses', 0))`;
}

/** Whether it is another's, or was: addresses that were given out lead on for good. */
export async function isAddressTaken(tx: Tx, slug: string, owner: AddressOwner): Promise<boolean> {
  const resourceId = owner && 'resourceId' in owner ? owner.resourceId : null;
  const groupId = owner && 'groupId' in owner ? owner.groupId : null;
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT EXISTS (SELECT FROM resource WHERE slug = ${slug} AND id IS DISTINCT FROM ${resourceId}::int)
      OR EXISTS (SELECT FROM appointment_group WHERE slug = ${slug} AND id IS DISTINCT FROM ${groupId}::int)
      OR EXISTS (SELECT FROM former_address WHERE slug = ${slug} AND resource_id IS DISTINCT FROM ${resourceId}::int)
      OR EXISTS (SELECT FROM former_address WHERE slug = ${slug} AND group_id IS DISTINCT FROM ${groupId}::int) AS taken`;
  return row?.taken ?? false;
}

/** After an address was changed: the old one leads on, the new one is no former one any more. */
export async function keepFormerAddress(
  tx: Tx,
  owner: NonNullable<AddressOwner>,
  before: string | null,
  after: string,
): Promise<void> {
  if (before === after) return;
  await tx.formerAddress.deleteMany({ where: { slug: after } });
  if (before !== null) await tx.formerAddress.create({ data: { slug: before, ...owner } });
}

/** Where a former address leads now; null: it never was one. */
export async function addressNow(tx: Tx, slug: string): Promise<string | null> {
  const row = await tx.formerAddress.findUnique({
    where: { slug },
    select: { resource: { select: { slug: true } }, group: { select: { slug: true } } },
  });
  return row?.resource?.slug ?? row?.group?.slug ?? null;
}
