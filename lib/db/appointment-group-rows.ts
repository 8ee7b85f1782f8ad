import type { Tx } from '@/lib/db/client';
import type { Access } from '@/lib/db/resources';

/** A group as its form holds it; `members` are people's resources. */
export type GroupFields = {
  name: string;
  slug: string;
  description: string;
  access: Access;
  anyMember: boolean;
  members: number[];
};

export type GroupRecord = GroupFields & { id: number; active: boolean };

/** All in their order, or the one that is asked for; those that are switched off too. */
export async function groupRows(tx: Tx, id?: number): Promise<GroupRecord[]> {
  const rows = await tx.appointmentGroup.findMany({
    where: { id },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, slug: true, description: true, access: true, anyMember: true, active: true },
      members: { orderBy: { resourceId: 'asc' }, select: { resourceId: true } },
    },
  });
  return rows.map(({ members, ...group }) => ({ ...group, members: members.map(({ resourceId }) => resourceId) }));
}

export async function groupRow(tx: Tx, id: number): Promise<GroupRecord | null> {
  const [found] = await groupRows(tx, id);
  return found ?? null;
}

/** By person: how many rules of theirs are for this group only. */
export async function rulesForGroup(tx: Tx, groupId: number): Promise<Map<number, number>> {
  const where = { groupId };
  const rows = await tx.availabilityRule.groupBy({ by: ['resourceId'], where, _count: { id: true } });
  return new Map(rows.map(({ resourceId, _count }) => [resourceId, _count.id]));
}

/** The members of a group are exactly these. */
export async function setMembers(tx: Tx, groupId: number, resourceIds: readonly number[]): Promise<void> {
  await tx.appointmentGroupMember.deleteMany({ where: { groupId, resourceId: { notIn: [...resourceIds] } } });
  await tx.appointmentGroupMember.createMany({
    data: resourceIds.map((resourceId) => ({ groupId, resourceId })),
    skipDuplicates: true,
  });
}
