import type { Tx } from '@/lib/db/client';
import type { AffectedChoice, AffectedOutcome } from '@/lib/db/hours-changes';

/** What was chosen for one booking. `spaceId`: where it goes, when one was named. */
export type AffectedAnswer = { bookingId: number; choice: AffectedChoice; spaceId: number | null };

export async function insertAnswers(tx: Tx, changeId: number, answers: readonly AffectedAnswer[]): Promise<void> {
  await tx.hoursChangeBooking.createMany({ data: answers.map((answer) => ({ changeId, ...answer })) });
}

/** Those that are not seen to yet, in order; of one booking when its id is given. */
export async function openAnswers(tx: Tx, changeId: number, bookingId?: number): Promise<AffectedAnswer[]> {
  const rows = await tx.hoursChangeBooking.findMany({
    where: { changeId, outcome: null, ...(bookingId && { bookingId }) },
    orderBy: { bookingId: 'asc' },
  });
  return rows.map(({ choice, ...row }) => ({
    ...{ bookingId: row.bookingId, choice: choice as AffectedChoice, spaceId: row.spaceId },
  }));
}

export async function setOutcome(tx: Tx, changeId: number, bookingId: number, outcome: AffectedOutcome): Promise<void> {
  await tx.hoursChangeBooking.update({ where: { changeId_bookingId: { changeId, bookingId } }, data: { outcome } });
}

/** How many have come to what; `open`: not seen to yet. */
export async function countOutcomes(tx: Tx, changeId: number): Promise<Record<AffectedOutcome | 'open', number>> {
  const rows = await tx.hoursChangeBooking.groupBy({ by: ['outcome'], where: { changeId }, _count: true });
  const counts = { kept: 0, moved: 0, cancelled: 0, nowhere: 0, over: 0, open: 0 };
  for (const { outcome, _count } of rows) counts[(outcome ?? 'open') as keyof typeof counts] = _count;
  return counts;
}

/** Bookings that should have moved and found no other space: they stand outside the hours. */
export async function leftNowhere(tx: Tx, changeId: number): Promise<{ publicId: string; patronName: string }[]> {
  const rows = await tx.hoursChangeBooking.findMany({
    where: { changeId, outcome: 'nowhere' },
    orderBy: { bookingId: 'asc' },
    select: { booking: { select: { publicId: true, patronName: true } } },
  });
  return rows.map(({ booking }) => booking);
}
