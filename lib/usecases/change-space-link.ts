import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { disableLink, isDisabled } from '@/lib/db/link-pauses';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { linkStep } from '@/lib/sync/connection-state';
import { allowedAt } from './allowed-at';
import { enableLink } from './enable-link';
import { settlingWaiting } from './settling-waiting';

export const changeSpaceLinkInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  state: z.enum(['enabled', 'disabled'], { error: 'required' }),
});

/**
 * Disabled: this space's calendar is neither read nor written, and nothing in it is touched; what is due stays due.
 * Enabled again, or tried again after Microsoft refused it: it begins with a full read, and every upcoming booking is held
 * against it.
 */
export async function changeSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(changeSpaceLinkInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [['resource', input.value.spaceId]]);
  if (!allowed.ok) return allowed;
  const { spaceId, state } = input.value;

  return inTransaction(async (tx) => {
    const link = (await openLinksOfResource(tx, spaceId)).find((one) => one.state !== 'closing');
    if (link?.resourceKind !== 'space') return refuse({ code: 'not_found' });
    const wanted = state === 'disabled';
    // A calendar that Microsoft refuses is tried again by the same step.
    if (wanted ? isDisabled(link) : link.state !== 'paused') return ok();
    const step = linkStep(link.state, wanted ? 'paused' : 'backfilling');
    if (!step.ok) return step;
    if (wanted) await settlingWaiting(tx, [spaceId], now, () => disableLink(tx, link.id));
    else await enableLink(tx, link.id, now);
    const act = wanted ? 'space.disabled' : isDisabled(link) ? 'space.enabled' : 'space.tried_again';
    await audit(tx, { personId: actor.id, act, subject: `space:${spaceId}`, detail: { linkId: link.id } });
    return ok();
  });
}
