import { db } from '@/lib/db/client';
import { library } from '@/lib/db/library';

/** What the frame of every page shows. Before the first set-up there is no name yet. */
export async function viewLibrary(): Promise<{ name: string }> {
  const known = await library(db());
  return { name: known?.name ?? 'Carrel' };
}
