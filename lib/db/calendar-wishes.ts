import { randomBytes } from 'node:crypto';
import type { Tx } from '@/lib/db/client';

/** What somebody wants of their own calendar, from before they go to Microsoft until they have chosen one. */
export type CalendarWish = {
  writes: boolean;
  reads: boolean;
  /** In the link for administrators; unguessable. */
  approvalKey: string;
  /** Microsoft sent them back, perhaps to wait for an administrator; and an administrator came back, having agreed. */
  refusedAt: Date | null;
  approvedAt: Date | null;
};

const select = { writes: true, reads: true, approvalKey: true, refusedAt: true, approvedAt: true } as const;

export const calendarWishOf = (tx: Tx, personId: number): Promise<CalendarWish | null> =>
  tx.calendarWish.findUnique({ where: { personId }, select });

/** Remembered until a calendar is chosen; the link that was sent to an administrator stays good. */
export async function rememberWish(
  tx: Tx,
  personId: number,
  wish: Pick<CalendarWish, 'writes' | 'reads'>,
): Promise<void> {
  const approvalKey = randomBytes(24).toString('base64url');
  await tx.calendarWish.upsert({
    where: { personId },
    create: { personId, ...wish, approvalKey },
    update: wish,
  });
}

export async function noteRefusal(tx: Tx, personId: number, refusedAt: Date): Promise<void> {
  await tx.calendarWish.updateMany({ where: { personId }, data: { refusedAt, approvedAt: null } });
}

/** Microsoft has let them in: nobody is waited for. */
export async function noteAgreed(tx: Tx, personId: number): Promise<void> {
  await tx.calendarWish.updateMany({ where: { personId }, data: { refusedAt: null, approvedAt: null } });
}

/** True if somebody waits for it. */
export async function noteApproved(tx: Tx, approvalKey: string, approvedAt: Date): Promise<boolean> {
  const { count } = await tx.calendarWish.updateMany({ where: { approvalKey }, data: { approvedAt } });
  return count > 0;
}

export async function forgetWish(tx: Tx, personId: number): Promise<void> {
  await tx.calendarWish.deleteMany({ where: { personId } });
}
