import { db } from '@/lib/db/client';
import { appConnection } from '@/lib/db/connections';
import { accessToken } from './access-token';
import { ConnectionUnusable } from './connection-unusable';
import { type LinkSession, openSession, realWorld } from './session';

/**
 * Requests to the library's own mailbox, in the name of the application: by the same switch, gates and third lane as all
 * others. Throws {@link ConnectionUnusable} when the application may not ask at all. Call `flush` at the end.
 * `withNewToken`: rights that were given just now are in no token that was handed out before.
 */
export async function mailboxSession(mailbox: string, withNewToken: boolean): Promise<LinkSession> {
  const app = await appConnection(db());
  if (!app) throw new ConnectionUnusable('disabled');
  if (withNewToken) await accessToken(app.id, realWorld.clock(), { force: true });
  const whose = { id: null, connectionId: app.id, mailboxOid: mailbox, connection: app };
  return openSession(whose, { direction: 'mail', isBeside: true });
}
