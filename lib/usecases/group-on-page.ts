import type { Actor } from '@/lib/auth/can';
import type { Tx } from '@/lib/db/client';
import { maySee } from './shown-to';

/** The group whose page a person is asked on, by its address; null: none, not the asker's to see, or they are no member. */
export async function groupOnPage(
  tx: Tx,
  actor: Actor,
  resourceId: number,
  slug: string | undefined,
): Promise<number | null> {
  if (!slug) return null;
  const group = await tx.appointmentGroup.findFirst({
    where: { slug, active: true, members: { some: { resourceId } } },
    select: { id: true, access: true },
  });
  return group && maySee(actor, group.access) ? group.id : null;
}
