import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { appConnection, writeAppConnection } from '@/lib/db/connections';
import { expectReading } from '@/lib/db/freshness';
import {
  type IntegrationRow,
  integrationSettings,
  lockIntegration,
  readIntegration,
  recordCheck,
  setIntegrationState,
} from '@/lib/db/integration';
import { isDisabled } from '@/lib/db/link-pauses';
import { allOpenLinks } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import { mailWay } from '@/lib/db/mail-way';
import { ok, type Result, refuse } from '@/lib/result';
import { integrationStep } from '@/lib/sync/connection-state';
import { type Probe, probeRegistration, refuseProbe } from './probe-registration';

/**
 * Draft or Inactive → Active, after one more test of the settings. From then on staff may connect and spaces be linked;
 * calendars that were linked before begin with a full read (sync-design §11).
 */
export async function activateIntegration(actor: Actor, now: Date): Promise<Result<{ wokenLinks: number }>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!row || !stored) return refuse({ code: 'integration_missing' });
  const legal = integrationStep(row.state, 'active');
  if (!legal.ok) return legal;

  const probe = await probeRegistration({ ...row, credential: stored.settings.credential }, now);
  if (!mayRun(probe, row.verifiedAt)) {
    await recordCheck(db(), probe.outcome, now, probe.microsoftCode);
    return refuseProbe(probe);
  }

  return inTransaction(async (tx) => {
    const current = await lockIntegration(tx);
    if (!current) return refuse({ code: 'integration_missing' });
    const step = integrationStep(current.state, 'active');
    if (!step.ok) return step;
    if (current.state === 'active') return ok({ wokenLinks: 0 });
    await setIntegrationState(tx, 'active');
    if (probe.outcome === 'verified') await recordCheck(tx, 'verified', now);
    // What a person disabled by itself stays so.
    const woken = (await allOpenLinks(tx)).filter((link) => !isDisabled(link));
    const linkIds = woken.map(({ id }) => id);
    await demandFullRead(tx, linkIds);
    await expectReading(tx, linkIds, now);
    const isAppUsed = current.roomMode === 'app' || (await mailWay(tx)).via === 'graph';
    if (isAppUsed) await wakeAppConnection(tx, actor.id, current);
    await audit(tx, { personId: actor.id, act: 'integration.activated', subject: 'integration' });
    return ok({ wokenLinks: linkIds.length });
  });
}

/** Disconnecting ended the application's own connection too: it needs nobody to come back. */
async function wakeAppConnection(tx: Tx, ownerId: number, { tenantId, clientId }: IntegrationRow): Promise<void> {
  const before = await appConnection(tx);
  const home = tenantId ?? before?.tenantId;
  if (before?.status === 'disabled' && home) await writeAppConnection(tx, { ownerId, tenantId: home, clientId }, null);
}

/** An outage does not keep settings from running that were proven before. */
function mayRun({ outcome }: Probe, verifiedAt: Date | null): boolean {
  if (outcome === 'verified' || outcome === 'not_testable') return true;
  return outcome === 'unreachable' && verifiedAt !== null;
}
