import type { Viewer } from '@/app/_ui/shell';
import { currentActor } from '@/lib/auth/actor';
import { waysFor } from '@/lib/usecases/ways-for';

/** Who is signed in, and which parts of the site have pages for them. */
export async function currentViewer(): Promise<Viewer | null> {
  const actor = await currentActor();
  if (actor.kind !== 'person') return null;
  const { desk, admin } = waysFor(actor);
  return { name: actor.name, desk: desk.length > 0, admin: admin.length > 0 };
}
