import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { connectionById } from '@/lib/db/connections';
import { lockIntegration } from '@/lib/db/integration';
import { type Link, openLinksOfConnection } from '@/lib/db/link-rows';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type Ended, endConnection, endingFields, NOTHING_ENDED, overDate } from './end-connection';
import { settlingWaiting } from './settling-waiting';

export const disconnectConnectionInput = z.object({
  connectionId: z.coerce.number().int().positive(),
  ...endingFields,
});

/** By its owner, or by an admin, who alone may have its upcoming events removed first. */
export async function disconnectConnection(actor: Actor, raw: unknown, now: Date): Promise<Result<Ended>> {
  const input = parse(disconnectConnectionInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const { connectionId, ...ending } = input.value;
  const isAdmin = can(actor, 'manage_integration');
  if (ending.removeEvents && !isAdmin) return refuse({ code: 'not_allowed' });

  return inTransaction(async (tx) => {
    // A calendar that is being chosen in another tab is chosen before, and ends with the connection, or finds it ended.
    const integration = await lockIntegration(tx);
    const connection = await connectionById(tx, connectionId);
    const own = connection?.purpose === 'own' && connection.ownerId === actor.id;
    // Whoever may not end it is not told that it exists.
    if (!connection || !(own || isAdmin)) return refuse({ code: 'not_found' });
    if (connection.status === 'disabled' || connection.endingAt) return ok(NOTHING_ENDED);
    if (ending.removeEvents && integration?.state !== 'active') return refuse({ code: 'integration_inactive' });
    const links = await openLinksOfConnection(tx, connection.id);
    const over = overDate(ending, links, now);
    if (over) return over;
    const ended = await settlingWaiting(tx, links.map(resourceOf), now, () =>
      endConnection(tx, connection.id, own ? 'by_owner' : 'by_admin', ending, now),
    );
    await audit(tx, {
      ...{ personId: actor.id, act: 'connection.ended', subject: `connection:${connection.id}` },
      detail: { purpose: connection.purpose, ...ended, keepBlocksUntil: ending.keepBlocksUntil },
    });
    return ok(ended);
  });
}

const resourceOf = ({ resourceId }: Link) => resourceId;
