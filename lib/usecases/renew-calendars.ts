import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { ownConnection, saveCalendars } from '@/lib/db/connections';
import { integrationSettings } from '@/lib/db/integration';
import { listCalendars } from '@/lib/graph/probe';
import { ok, type Result, refuse } from '@/lib/result';
import { accessToken } from '@/lib/sync/access-token';
import { mayConnect } from '@/lib/sync/connection-state';
import { lookAddress } from '@/lib/sync/look-address';
import { orRefused } from './refuse-preview';

/** Which calendars the account has is read when it is connected; since then some may have come or gone. Asks while a person waits. */
export async function renewCalendars(actor: Actor, now: Date): Promise<Result<{ calendars: number }>> {
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const connection = await ownConnection(db(), actor.id);
  if (!connection) return refuse({ code: 'not_found' });
  return orRefused(connection.id, async () => {
    const token = await accessToken(connection.id, now);
    const graph = lookAddress(connection.principalOid, connection.tenantId);
    try {
      const calendars = await listCalendars(graph, token);
      await saveCalendars(db(), connection.id, calendars);
      return ok({ calendars: calendars.length });
    } finally {
      await graph.flush();
    }
  });
}
