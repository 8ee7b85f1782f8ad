import type { Tx } from '@/lib/db/client';

/** The people's resources that belong to a group of appointments, active or not, in the order of their ids. */
export async function groupMembers(tx: Tx, groupId: number): Promise<number[]> {
  const rows = await tx.appointmentGroupMember.findMany({
    where: { groupId },
    orderBy: { resourceId: 'asc' },
    select: { resourceId: true },
  });
  return rows.map(({ resourceId }) => resourceId);
}
