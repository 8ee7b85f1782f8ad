import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** Published: under a minute on average, three at most (sync-design F5). Ten when our own answers were slow. */
const SILENT_AFTER_MINUTES = 60;
/** One notification gets lost now and then; three rounds in a row with news of their own are no accident. */
const SILENT_AFTER_ROUNDS = 3;

/**
 * A round that no notification asked for found changes: Microsoft should have told of them, or is about to. Comes after the
 * round is finished, which holds the link's row: a notification that arrived meanwhile counts, one after it begins anew.
 */
export async function noteUntold(tx: Tx, linkId: number, readSeq: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE subscription SET untold_since = coalesce(untold_since, ${now}::timestamptz), untold_rounds = untold_rounds + 1
    WHERE link_id = ${linkId} AND state = 'active'
      AND EXISTS (SELECT FROM calendar_link WHERE id = ${linkId} AND dirty_seq = ${readSeq})`;
}

/** Of a row of `subscription`: changes come, and no word of them (sync-design §14, total silence). */
export const isSilent = (now: Date) => Prisma.sql`subscription.state = 'active'
  AND subscription.untold_rounds >= ${SILENT_AFTER_ROUNDS}
  AND subscription.untold_since <= ${now}::timestamptz - ${SILENT_AFTER_MINUTES} * interval '1 minute'`;
