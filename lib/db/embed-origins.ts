import type { Tx } from '@/lib/db/client';

/** Sites whose pages may frame the booking pages, in the order in which they were added. */
export async function embedOrigins(tx: Tx): Promise<string[]> {
  const row = await tx.library.findUnique({ where: { id: 1 }, select: { embedOrigins: true } });
  return row?.embedOrigins ?? [];
}

/** The same, with the row locked until the transaction ends: two admins may add at once. Null before the first set-up. */
export async function lockEmbedOrigins(tx: Tx): Promise<string[] | null> {
  const [row] = await tx.$queryRaw<{ origins: string[] }[]>`
    SELECT embed_origins AS origins FROM library WHERE id = 1 FOR UPDATE`;
  return row?.origins ?? null;
}

export async function setEmbedOrigins(tx: Tx, origins: string[]): Promise<void> {
  await tx.library.update({ where: { id: 1 }, data: { embedOrigins: origins } });
}
