import type { Tx } from '@/lib/db/client';

/** Rows of a calendar that could not be read: shown to admins, and asked for again with every round (§5.2). */
export async function setAsideRows(tx: Tx, linkId: number): Promise<string[]> {
  const rows = await tx.skippedItem.findMany({ where: { linkId }, select: { remoteId: true } });
  return rows.map(({ remoteId }) => remoteId);
}

type Unreadable = ReadonlyMap<string, { start: Date; end: Date } | null>;

/** Exactly these cannot be read now; whatever was set aside before and is not among them is read well. */
export async function saveSetAside(tx: Tx, linkId: number, unreadable: Unreadable, now: Date): Promise<void> {
  await tx.skippedItem.deleteMany({ where: { linkId, remoteId: { notIn: [...unreadable.keys()] } } });
  for (const [remoteId, interval] of unreadable) {
    const seen = { startsAt: interval?.start ?? null, endsAt: interval?.end ?? null, lastSeenAt: now };
    await tx.skippedItem.upsert({
      where: { linkId_remoteId: { linkId, remoteId } },
      create: { linkId, remoteId, firstSeenAt: now, ...seen },
      update: seen,
    });
  }
}
