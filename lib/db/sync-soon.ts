import type { Tx } from '@/lib/db/client';
import { enqueue, wake } from '@/lib/db/outbox';

/** A person does not want to wait: the calendar is read at the next chance, and every write of it is due, also given up ones. */
export async function syncSoon(tx: Tx, linkId: number, now: Date): Promise<void> {
  await tx.calendarLink.updateMany({ where: { id: linkId }, data: { nextPullAt: now } });
  await tx.pushJob.updateMany({
    where: { linkId },
    data: { runAfter: now, attempts: 0, lastClass: null, deadAt: null, asked: { increment: 1 } },
  });
  await enqueue(tx, { kind: 'pull_calendar', linkId });
  await wake(tx);
}
