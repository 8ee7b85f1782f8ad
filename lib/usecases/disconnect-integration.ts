import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { dropAllAttempts } from '@/lib/db/connect-attempts';
import { openConnections } from '@/lib/db/connections';
import { lockIntegration, setIntegrationState } from '@/lib/db/integration';
import { ok, type Result, refuse } from '@/lib/result';
import { integrationStep } from '@/lib/sync/connection-state';
import { endConnection } from './end-connection';

/**
 * Ends everything at once, in one transaction: links, due jobs, cursors, tokens. Bookings stay, events in Outlook stay,
 * and mirrors are remembered, so that connecting again makes no second event (sync-design §11, I13, I14).
 */
export async function disconnectIntegration(
  actor: Actor,
  now: Date,
): Promise<Result<{ connections: number; links: number }>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const current = await lockIntegration(tx);
    if (!current) return refuse({ code: 'integration_missing' });
    const step = integrationStep(current.state, 'disconnected');
    if (!step.ok) return step;
    if (current.state === 'disconnected') return ok({ connections: 0, links: 0 });
    const connections = await openConnections(tx);
    let links = 0;
    for (const { id } of connections) links += await endConnection(tx, id, 'integration_disconnected', now);
    await setIntegrationState(tx, 'disconnected');
    await dropAllAttempts(tx);
    await audit(tx, {
      ...{ personId: actor.id, act: 'integration.disconnected', subject: 'integration' },
      detail: { connections: connections.length, links },
    });
    return ok({ connections: connections.length, links });
  });
}
