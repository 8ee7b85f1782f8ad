import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { type ShowAsPolicy, samePolicy, showAsPolicy } from '@/lib/show-as';

/** Answers to disagreements, beside whatever else the column holds. */
export async function saveSyncPolicy(tx: Tx, resourceId: number, answers: Prisma.InputJsonObject): Promise<void> {
  await tx.$executeRaw`
    UPDATE resource SET sync_policy = sync_policy || ${JSON.stringify(answers)}::jsonb WHERE id = ${resourceId}`;
}

/**
 * Which words of Outlook close a person's time: remembered with the person and told to all their calendars.
 * Returns the calendars for which that is news.
 */
export async function saveShowAs(tx: Tx, resourceId: number, showAs: ShowAsPolicy): Promise<number[]> {
  await saveSyncPolicy(tx, resourceId, { showAs });
  const where = { resourceId, state: { not: 'unlinked' } } as const;
  const before = await tx.calendarLink.findMany({ where, select: { id: true, showAsPolicy: true } });
  await tx.calendarLink.updateMany({ where, data: { showAsPolicy: showAs } });
  return before.filter((link) => !samePolicy(showAsPolicy(link.showAsPolicy), showAs)).map(({ id }) => id);
}

/** A calendar that was just linked goes by its person's choice. */
export async function takeOverShowAs(tx: Tx, linkId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_link link SET show_as_policy = coalesce(resource.sync_policy->'showAs', '{}'::jsonb)
    FROM resource WHERE resource.id = link.resource_id AND link.id = ${linkId}`;
}
