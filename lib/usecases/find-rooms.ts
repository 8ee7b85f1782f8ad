import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { connectionById } from '@/lib/db/connections';
import { integrationSettings } from '@/lib/db/integration';
import { allOpenLinks } from '@/lib/db/link-rows';
import { GraphFailure } from '@/lib/graph/failure';
import { listRooms, type Room } from '@/lib/graph/rooms';
import { log } from '@/lib/log';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { accessToken, ConnectionUnusable } from '@/lib/sync/access-token';
import { mayConnect } from '@/lib/sync/connection-state';
import { lookAtDirectory } from '@/lib/sync/look-address';

export const findRoomsInput = z.object({ connectionId: z.coerce.number({ error: 'required' }).int().positive() });

export type FoundRoom = Room & {
  /** The space that is linked to it already. */
  linkedTo: string | null;
};

/**
 * The rooms of the tenant's address book, for choosing instead of typing. Needs Place.Read.All, which is optional.
 * Refuses like every other step on the way to a new link while the integration is not active.
 */
export async function findRooms(actor: Actor, raw: unknown, now: Date): Promise<Result<FoundRoom[]>> {
  const input = parse(findRoomsInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const connection = await connectionById(db(), input.value.connectionId);
  if (connection?.purpose !== 'rooms') return refuse({ code: 'not_found' });
  const directory = lookAtDirectory(connection.tenantId);
  try {
    const rooms = await listRooms(directory, await accessToken(connection.id, now));
    const taken = new Map((await allOpenLinks(db())).map((link) => [link.mailboxAddress, link.resourceName]));
    const found = rooms.map((room) => ({ ...room, linkedTo: taken.get(room.address) ?? null }));
    return ok(found.sort((a, b) => a.name.localeCompare(b.name)));
  } catch (error) {
    if (error instanceof ConnectionUnusable && error.reason === 'integration_inactive')
      return refuse({ code: error.reason });
    if (error instanceof ConnectionUnusable) return refuse({ code: 'consent_failed', microsoftCode: null });
    if (!(error instanceof GraphFailure)) throw error;
    const { kind, status, code, requestId, clientRequestId } = error;
    log.info({ connectionId: connection.id, kind, status, code, requestId, clientRequestId }, 'rooms not listed');
    if (kind === 'throttled' || kind === 'unavailable') return refuse({ code: 'microsoft_unreachable' });
    return refuse({ code: 'rooms_not_listed' });
  } finally {
    await directory.flush();
  }
}
