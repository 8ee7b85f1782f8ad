import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { enqueue, type Job } from '@/lib/db/outbox';
import type { MailQueue } from '@/lib/db/queue';

/** A mail that nobody tries any more. */
export type MailProblem = {
  id: number;
  queue: MailQueue;
  template: string;
  reason: string;
  code: string | null;
  tries: number;
  at: Date;
  /** Null: it is about no booking. `patronName` empty: its data are removed. */
  booking: { publicId: string; patronName: string } | null;
};

export async function recordMailProblem(
  tx: Tx,
  problem: { queue: MailQueue; mail: object; reason: string; code: string | null; tries: number },
): Promise<void> {
  await tx.mailProblem.create({ data: { ...problem, mail: problem.mail as Prisma.InputJsonObject } });
}

/** Those that nobody has seen to, the latest first. */
export async function openMailProblems(tx: Tx, take: number): Promise<MailProblem[]> {
  const rows = await tx.mailProblem.findMany({
    where: { settledAt: null },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take,
  });
  const named = rows.map((row) => row.mail as { template?: string; bookingId?: number });
  const bookings = await tx.booking.findMany({
    where: { id: { in: named.flatMap(({ bookingId }) => bookingId ?? []) } },
    select: { id: true, publicId: true, patronName: true },
  });
  return rows.map(({ id, queue, reason, code, tries, at }, place) => {
    const { template = '', bookingId } = named[place] ?? {};
    const booking = bookings.find((one) => one.id === bookingId);
    return {
      ...{ id, queue: queue as MailQueue, template, reason, code, tries, at },
      booking: booking ? { publicId: booking.publicId, patronName: booking.patronName } : null,
    };
  });
}

/** Seen to, and sent once more if `again`. False: somebody was faster, or there is no such problem. */
export async function settleMailProblem(tx: Tx, id: number, again: boolean, now: Date): Promise<boolean> {
  const [row] = await tx.mailProblem.updateManyAndReturn({
    where: { id, settledAt: null },
    data: { settledAt: now },
    select: { queue: true, mail: true },
  });
  // The row holds what a job of this queue held.
  if (row && again) await enqueue(tx, { kind: row.queue, mail: row.mail } as unknown as Job);
  return row !== undefined;
}
