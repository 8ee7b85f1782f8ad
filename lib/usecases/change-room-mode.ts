import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { writeAppConnection } from '@/lib/db/connections';
import { lockIntegration, setRoomMode } from '@/lib/db/integration';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { askAsApp } from './ask-as-app';
import { dropUnusedApp } from './drop-unused-app';
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
    }
    await setRoomMode(tx, roomMode);
    await dropUnusedApp(tx);
    await audit(tx, {
      ...{ personId: actor.id, act: 'rooms.mode_chosen', subject: 'integration' },
      detail: { before: current.roomMode, after: roomMode },
    });
    return ok();
  });
}
