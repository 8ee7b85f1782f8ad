import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { openLinksOfResource } from '@/lib/db/links';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { endLink } from './end-connection';

export const revokeSpaceLinkInput = z.object({ spaceId: z.coerce.number().int().positive() });

/** The space and its room part: the mailbox is untouched, and linking them again finds the old events. */
export async function revokeSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(revokeSpaceLinkInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const { spaceId } = input.value;

  return inTransaction(async (tx) => {
    const links = await openLinksOfResource(tx, spaceId);
    const space = links.some(({ resourceKind }) => resourceKind === 'space');
    if (!space) return refuse({ code: 'not_found' });
    for (const { id } of links) await endLink(tx, id, now);
    await audit(tx, {
      ...{ personId: actor.id, act: 'space.revoked', subject: `space:${spaceId}` },
      detail: { links: links.length },
    });
    return ok();
  });
}
