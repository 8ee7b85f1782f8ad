import { transaction } from '@/lib/db/client';
import { mailSettledVisit } from '@/lib/db/visits';

/**
 * Asks for the mail of a visit if nothing of it waits any more. Asked after each outcome, in a transaction of its own: then
 * the last to be settled sees all others. Once, however often it is asked.
 */
export async function tellOfVisit(visitId: string, now: Date): Promise<void> {
  await transaction((tx) => mailSettledVisit(tx, visitId, now));
}
