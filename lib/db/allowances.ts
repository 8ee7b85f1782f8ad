import type { Tx } from '@/lib/db/client';

/** Where only some groups of patrons may book. */
export type AllowancePlace = { locationId: number } | { categoryId: number } | { resourceId: number };

/** The groups that may book there; none: everybody. */
export async function allowedGroups(tx: Tx, place: AllowancePlace): Promise<number[]> {
  const rows = await tx.groupAllowance.findMany({ where: place, orderBy: { groupId: 'asc' } });
  return rows.map(({ groupId }) => groupId);
}

/** Groups that are not there any more are left out. */
export async function allowGroups(tx: Tx, place: AllowancePlace, groupIds: readonly number[]): Promise<void> {
  await tx.groupAllowance.deleteMany({ where: place });
  const known = await tx.patronGroup.findMany({ where: { id: { in: [...groupIds] } }, select: { id: true } });
  await tx.groupAllowance.createMany({ data: known.map(({ id }) => ({ groupId: id, ...place })) });
}
