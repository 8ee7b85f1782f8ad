import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { connectionById } from '@/lib/db/connections';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { endConnection } from './end-connection';

export const disconnectConnectionInput = z.object({ connectionId: z.coerce.number().int().positive() });

/** By its owner, or by an admin. Events already in Outlook stay. */
export async function disconnectConnection(actor: Actor, raw: unknown, now: Date): Promise<Result<{ links: number }>> {
  const input = parse(disconnectConnectionInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });

  return inTransaction(async (tx) => {
    const connection = await connectionById(tx, input.value.connectionId);
    const own = connection?.purpose === 'own' && connection.ownerId === actor.id;
    // Whoever may not end it is not told that it exists.
    if (!connection || !(own || can(actor, 'manage_integration'))) return refuse({ code: 'not_found' });
    if (connection.status === 'disabled') return ok({ links: 0 });
    const links = await endConnection(tx, connection.id, own ? 'by_owner' : 'by_admin', now);
    await audit(tx, {
      ...{ personId: actor.id, act: 'connection.ended', subject: `connection:${connection.id}` },
      detail: { purpose: connection.purpose, links },
    });
    return ok({ links });
  });
}
