import { db } from '@/lib/db/client';
import type { Connection } from '@/lib/db/connections';
import { oidOfRoom } from '@/lib/db/room-links';
import { GraphFailure } from '@/lib/graph/failure';
import { type MailboxProbe, mayWrite, probeMailbox } from '@/lib/graph/probe';
import { log } from '@/lib/log';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { accessToken, ConnectionUnusable } from '@/lib/sync/access-token';
import { lookAddress } from '@/lib/sync/look-address';

/**
 * The room's calendar, looked at live with the rights it would be kept with: readable, and writable, without writing
 * anything. Each no is told by its cause.
 */
export async function lookAtRoom(connection: Connection, mailbox: string, now: Date): Promise<Result<MailboxProbe>> {
  // Its lanes may be in use already, by the name it was linked with.
  const graph = lookAddress((await oidOfRoom(db(), mailbox)) ?? mailbox, connection.tenantId);
  try {
    const token = await accessToken(connection.id, now);
    const room = await probeMailbox(graph, token, mailbox);
    const isEnough = room.canEdit && (connection.mode === 'delegated' || (await mayWrite(graph, token, mailbox)));
    return isEnough ? ok(room) : refuse(notAllowed(connection, mailbox));
  } catch (error) {
    if (error instanceof ConnectionUnusable) return refuse(unusable(error));
    if (!(error instanceof GraphFailure)) throw error;
    const { kind, status, code, requestId, clientRequestId } = error;
    log.info({ connectionId: connection.id, kind, status, code, requestId, clientRequestId }, 'room not readable');
    if (kind === 'throttled' || kind === 'unavailable') return refuse({ code: 'microsoft_unreachable' });
    if (kind === 'mailbox_missing') return refuse({ code: 'no_such_room', mailbox });
    // Shared calendars that one may not see answer as if they did not exist (graph-calendar §5.4).
    return refuse(notAllowed(connection, mailbox));
  } finally {
    await graph.flush();
  }
}

/** A person's account needs the room's consent; the application needs the room in its scope (entra-oauth §8). */
const notAllowed = ({ mode }: Connection, mailbox: string): Refusal => ({
  code: mode === 'app' ? 'room_not_in_scope' : 'calendar_not_editable',
  mailbox,
});

const unusable = ({ reason }: ConnectionUnusable): Refusal =>
  reason === 'integration_inactive'
    ? { code: reason }
    : reason === 'app_error'
      ? { code: 'credentials_rejected', cause: 'unexpected', microsoftCode: null }
      : { code: 'consent_failed', microsoftCode: null };
