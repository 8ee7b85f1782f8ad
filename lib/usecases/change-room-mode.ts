import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { loginOrigin } from '@/lib/clouds';
import { audit } from '@/lib/db/audit';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { appConnection, disableConnection, writeAppConnection } from '@/lib/db/connections';
import { integrationSettings, lockIntegration, readIntegration, setRoomMode } from '@/lib/db/integration';
import { openLinksOfConnection } from '@/lib/db/link-rows';
import { appToken, discoverTenant, IdentityFailure } from '@/lib/graph/oauth';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { microsoftCode, outcomeOf, refuseProbe } from './probe-registration';
import { tenantField } from './registration-fields';

export const changeRoomModeInput = z.object({
  roomMode: z.enum(['delegated', 'app'], { error: 'required' }),
  /** The directory the rooms are in; asked for only where the registration does not say. */
  tenant: tenantField,
});

/**
 * How rooms are reached from now on (sync-design F1, entra-oauth §8): by an account that signs in, or by the application
 * itself. The application's token is asked for live before anything is stored. Links keep the way they were made with,
 * until each is moved.
 */
export async function changeRoomMode(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(changeRoomModeInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const { roomMode, tenant } = input.value;
  const app = roomMode === 'app' ? await askAsApp(tenant, now) : null;
  if (app && !app.ok) return app;

  return inTransaction(async (tx) => {
    const current = await lockIntegration(tx);
    if (!current) return refuse({ code: 'integration_missing' });
    if (app) {
      if (!mayConnect(current)) return refuse({ code: 'integration_inactive' });
      const { tenantId, token } = app.value;
      await writeAppConnection(tx, { ownerId: actor.id, tenantId, clientId: current.clientId }, token);
    } else await dropUnusedApp(tx);
    await setRoomMode(tx, roomMode);
    await audit(tx, {
      ...{ personId: actor.id, act: 'rooms.mode_chosen', subject: 'integration' },
      detail: { before: current.roomMode, after: roomMode },
    });
    return ok();
  });
}

type AppAnswer = { tenantId: string; token: { accessToken: string; expiresAt: Date } };

/** A token without a person. Nothing of a room is asked yet: that is done for each when it is linked. */
async function askAsApp(typed: string | null, now: Date): Promise<Result<AppAnswer>> {
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!row || !stored) return refuse({ code: 'integration_missing' });
  if (!mayConnect(row)) return refuse({ code: 'integration_inactive' });
  if (row.accountType === 'PersonalMicrosoftAccount') return refuse({ code: 'mode_not_possible' });
  const tenant = row.tenantId ?? typed ?? (await appConnection(db()))?.tenantId;
  if (!tenant) return refuse({ code: 'invalid', fields: { tenant: 'required' } });
  try {
    const tenantId = await discoverTenant(loginOrigin(), tenant);
    const token = await appToken({ ...stored.settings, tenantSegment: tenantId }, now);
    return ok({ tenantId, token });
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    return refuseProbe({ outcome: outcomeOf(error), microsoftCode: microsoftCode(error.code), tenantId: null });
  }
}

/** With no room left that goes through it, the application's own connection ends. */
async function dropUnusedApp(tx: Tx): Promise<void> {
  const app = await appConnection(tx);
  if (!app || app.status === 'disabled') return;
  if ((await openLinksOfConnection(tx, app.id)).length === 0) await disableConnection(tx, app.id, 'mode_changed');
}
