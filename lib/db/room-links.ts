import type { Tx } from '@/lib/db/client';

export type KnownMailbox = { mailboxOid: string; calendarId: string; calendarName: string };

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * How a room's default calendar was named when it was linked before, by whomever. The same mailbox may be known by its
 * directory number or, where that could not be read, by its address: one calendar keeps one name, so that it has one
 * writer, and its mirrors are found again by another account (I14). An address that belongs to another mailbox now is new.
 */
export async function nameOfMailbox(tx: Tx, seen: KnownMailbox & { address: string }): Promise<KnownMailbox> {
  const rows = await tx.calendarLink.findMany({
    where: { mailboxAddress: seen.address, isDefaultCalendar: true, resource: { kind: 'space' } },
    orderBy: { id: 'desc' },
    select: { mailboxOid: true, calendarId: true, calendarName: true },
  });
  const before = rows.find(({ mailboxOid }) => isSame(mailboxOid, seen.mailboxOid));
  const { mailboxOid, calendarId, calendarName } = seen;
  return before ?? { mailboxOid, calendarId, calendarName };
}

/** How a room that is linked already, by its address, is named towards Microsoft. */
export async function oidOfRoom(tx: Tx, address: string): Promise<string | null> {
  const where = { mailboxAddress: address.toLowerCase(), state: { not: 'unlinked' as const } };
  return (await tx.calendarLink.findFirst({ where, select: { mailboxOid: true } }))?.mailboxOid ?? null;
}

const isSame = (before: string, now: string) => before === now || !GUID.test(before) || !GUID.test(now);
