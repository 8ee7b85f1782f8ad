import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/** Answers to disagreements, beside whatever else the column holds. */
export async function saveSyncPolicy(tx: Tx, resourceId: number, answers: Prisma.InputJsonObject): Promise<void> {
  await tx.$executeRaw`
    UPDATE resource SET sync_policy = sync_policy || ${JSON.stringify(answers)}::jsonb WHERE id = ${resourceId}`;
}

export type ShowAs = { tentative: boolean; workingElsewhere: boolean };

/**
 * Which uncertain words of Outlook close a person's time: remembered with the person and told to all their calendars.
 * Returns the calendars for which that is news.
 */
export async function saveShowAs(tx: Tx, resourceId: number, showAs: ShowAs): Promise<number[]> {
  await saveSyncPolicy(tx, resourceId, { showAs });
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE calendar_link SET show_as_policy = ${JSON.stringify(showAs)}::jsonb
    WHERE resource_id = ${resourceId} AND state <> 'unlinked'
      AND ${DEFAULTS}::jsonb || show_as_policy <> ${JSON.stringify(showAs)}::jsonb
    RETURNING id`;
  return rows.map(({ id }) => id);
}

const DEFAULTS = JSON.stringify({ tentative: true, workingElsewhere: false });

/** A calendar that was just linked goes by its person's choice. */
export async function takeOverShowAs(tx: Tx, linkId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_link link SET show_as_policy = coalesce(resource.sync_policy->'showAs', '{}'::jsonb)
    FROM resource WHERE resource.id = link.resource_id AND link.id = ${linkId}`;
}
