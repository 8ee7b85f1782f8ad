import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { lockIntegration } from '@/lib/db/integration';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { endingFields, endLinks, overDate } from './end-connection';
import { settlingWaiting } from './settling-waiting';

export const revokeSpaceLinkInput = z.object({ spaceId: z.coerce.number().int().positive(), ...endingFields });

/**
 * The space and its room part. The mailbox is untouched, and linking them again finds the old events; unless upcoming
 * events are to be removed first, which then are counted in the answer.
 */
export async function revokeSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<{ events: number }>> {
  const input = parse(revokeSpaceLinkInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [['resource', input.value.spaceId]]);
  if (!allowed.ok) return allowed;
  const { spaceId, ...ending } = input.value;

  return inTransaction(async (tx) => {
    const links = (await openLinksOfResource(tx, spaceId)).filter(({ state }) => state !== 'closing');
    const space = links.some(({ resourceKind }) => resourceKind === 'space');
    if (!space) return refuse({ code: 'not_found' });
    if (ending.removeEvents && (await lockIntegration(tx))?.state !== 'active')
      return refuse({ code: 'integration_inactive' });
    const over = overDate(ending, links, now);
    if (over) return over;
    let events = 0;
    await settlingWaiting(tx, [spaceId], now, async () => {
      ({ events } = await endLinks(tx, links, ending, now));
    });
    await audit(tx, {
      ...{ personId: actor.id, act: 'space.revoked', subject: `space:${spaceId}` },
      detail: { links: links.length, events, keepBlocksUntil: ending.keepBlocksUntil },
    });
    return ok({ events });
  });
}
