import { tellOfCases } from '@/lib/db/case-notices';
import { db } from '@/lib/db/client';
import { meetingsToDecline, resolveConflicts, setPolicyOf } from '@/lib/db/conflicts';
import { enqueue } from '@/lib/db/outbox';
import { declineEvent } from '@/lib/graph/events';
import { GraphFailure } from '@/lib/graph/failure';
import { fencedLast, type Push } from './push-facts';

/**
 * Meetings over this booking that the room is to decline (sync-design §7), in the push lane of its calendar. What Graph
 * will not decline goes to a person; what it cannot answer now is tried again with the job.
 */
export async function declineMeetings(push: Push): Promise<void> {
  const { link, job, world } = push;
  for (const { id, remoteId } of await meetingsToDecline(db(), link.id, job.bookingId)) {
    const answer = await decline(push, remoteId);
    await fencedLast(push, async (tx) => {
      const now = world.clock();
      if (answer === 'refused') await setPolicyOf(tx, id, 'stands');
      else await resolveConflicts(tx, [id], answer, now);
      await tellOfCases(tx, link.id, now);
      await enqueue(tx, { kind: 'pull_calendar', linkId: link.id });
    });
  }
}

async function decline({ session, link }: Push, remoteId: string): Promise<'meeting_declined' | 'over' | 'refused'> {
  try {
    return (await declineEvent(session, link.mailboxOid, remoteId)) ? 'meeting_declined' : 'over';
  } catch (error) {
    if (error instanceof GraphFailure && (error.kind === 'rejected' || error.kind === 'access_denied'))
      return 'refused';
    throw error;
  }
}
