import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { lockIntegration } from '@/lib/db/integration';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { endingFields, endLink } from './end-connection';
import { settlingWaiting } from './settling-waiting';

export const revokeSpaceLinkInput = z.object({ spaceId: z.coerce.number().int().positive(), ...endingFields });

/**
 * The space and its room part. The mailbox is untouched, and linking them again finds the old events; unless upcoming
 * events are to be removed first, which then are counted in the answer.
 */
export async function revokeSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<{ events: number }>> {
  const input = parse(revokeSpaceLinkInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const { spaceId, ...ending } = input.value;

  return inTransaction(async (tx) => {
    const links = (await openLinksOfResource(tx, spaceId)).filter(({ state }) => state !== 'closing');
    const space = links.some(({ resourceKind }) => resourceKind === 'space');
    if (!space) return refuse({ code: 'not_found' });
    if (ending.removeEvents && (await lockIntegration(tx))?.state !== 'active')
      return refuse({ code: 'integration_inactive' });
    let events = 0;
    await settlingWaiting(tx, [spaceId], now, async () => {
      for (const link of links) events += (await endLink(tx, link, ending, now)) ?? 0;
    });
    await audit(tx, {
      ...{ personId: actor.id, act: 'space.revoked', subject: `space:${spaceId}` },
      detail: { links: links.length, events, keepBlocksUntil: ending.keepBlocksUntil },
    });
    return ok({ events });
  });
}
