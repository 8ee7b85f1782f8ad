import type { Tx } from '@/lib/db/client';

/** False before the first set-up. */
export async function openReading(tx: Tx): Promise<boolean> {
  const row = await tx.library.findUnique({ where: { id: 1 }, select: { openReading: true } });
  return row?.openReading ?? false;
}

export async function setOpenReading(tx: Tx, isOpen: boolean): Promise<void> {
  await tx.library.updateMany({ where: { id: 1 }, data: { openReading: isOpen } });
}
