import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { lockIntegration, setIntegrationState } from '@/lib/db/integration';
import { allOpenLinks } from '@/lib/db/link-rows';
import { wake } from '@/lib/db/outbox';
import { ok, type Result, refuse } from '@/lib/result';
import { integrationStep } from '@/lib/sync/connection-state';
import { settlingWaiting } from './settling-waiting';

/**
 * Active → Inactive: a pause. Within seconds no request goes to Microsoft and no new connection starts; connections,
 * links, mirrors and due jobs stay, and nothing in Outlook is touched (sync-design §11). Bookings that waited for a calendar
 * are settled on the library's own rules.
 */
export async function deactivateIntegration(actor: Actor, now: Date): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const current = await lockIntegration(tx);
    if (!current) return refuse({ code: 'integration_missing' });
    const step = integrationStep(current.state, 'inactive');
    if (!step.ok) return step;
    if (current.state === 'inactive') return ok();
    const linked = (await allOpenLinks(tx)).map(({ resourceId }) => resourceId);
    await settlingWaiting(tx, linked, now, () => setIntegrationState(tx, 'inactive'));
    await audit(tx, { personId: actor.id, act: 'integration.deactivated', subject: 'integration' });
    await wake(tx);
    return ok();
  });
}
