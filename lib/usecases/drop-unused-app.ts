import type { Tx } from '@/lib/db/client';
import { appConnection, disableConnection } from '@/lib/db/connections';
import { readIntegration } from '@/lib/db/integration';
import { openLinksOfConnection } from '@/lib/db/link-rows';
import { mailWay } from '@/lib/db/mail-way';

/** With no room and no mail left that goes through it, the application's own connection ends. */
export async function dropUnusedApp(tx: Tx): Promise<void> {
  const app = await appConnection(tx);
  if (!app || app.status === 'disabled') return;
  if ((await readIntegration(tx))?.roomMode === 'app' || (await mailWay(tx)).via === 'graph') return;
  if ((await openLinksOfConnection(tx, app.id)).length === 0) await disableConnection(tx, app.id, 'mode_changed');
}
