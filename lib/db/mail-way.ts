import type { Tx } from '@/lib/db/client';

/** How mails leave, as the library chose it. */
export type MailWay =
  | { via: 'smtp' }
  /** `fallback`: by SMTP when Microsoft refuses. */
  | { via: 'graph'; mailbox: string; fallback: boolean };

export async function mailWay(tx: Tx): Promise<MailWay> {
  const row = await tx.library.findUnique({
    where: { id: 1 },
    select: { mailVia: true, mailMailbox: true, mailFallback: true },
  });
  if (row?.mailVia !== 'graph' || !row.mailMailbox) return { via: 'smtp' };
  return { via: 'graph', mailbox: row.mailMailbox, fallback: row.mailFallback };
}

/** Back to SMTP, the mailbox is forgotten. */
export async function setMailWay(tx: Tx, way: MailWay): Promise<void> {
  const { via, mailbox = null, fallback = false } = { mailbox: undefined, fallback: undefined, ...way };
  await tx.library.update({ where: { id: 1 }, data: { mailVia: via, mailMailbox: mailbox, mailFallback: fallback } });
}
