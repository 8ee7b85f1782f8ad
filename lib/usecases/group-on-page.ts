import type { Tx } from '@/lib/db/client';

/** The group whose page a person is asked on, by its address; null: none, or they are no member of it. */
export async function groupOnPage(tx: Tx, resourceId: number, slug: string | undefined): Promise<number | null> {
  if (!slug) return null;
  const group = await tx.appointmentGroup.findFirst({
    where: { slug, active: true, members: { some: { resourceId } } },
    select: { id: true },
  });
  return group?.id ?? null;
}
