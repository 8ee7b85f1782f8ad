import type { Tx } from '@/lib/db/client';

/** How many days each kind of data is kept. */
export type Retention = {
  /** Names and words of bookings, counted from their end. */
  retentionDays: number;
  auditDays: number;
  syncLogDays: number;
  mailDays: number;
  /** Patrons' accounts, counted from their last sign-in. */
  accountDays: number;
  /** Counts of searches. */
  searchDays: number;
};

const columns = {
  ...{ retentionDays: true, auditDays: true, syncLogDays: true, mailDays: true, accountDays: true, searchDays: true },
} as const;

/** Null before the first set-up. */
export const retention = (tx: Tx): Promise<Retention | null> =>
  tx.library.findUnique({ where: { id: 1 }, select: columns });

export async function setRetention(tx: Tx, days: Retention): Promise<void> {
  await tx.library.update({ where: { id: 1 }, data: days });
}
