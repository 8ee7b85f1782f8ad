import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { expectReading } from '@/lib/db/freshness';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { demandFullRead, setLinkState } from '@/lib/db/links';
import { enqueueBackfill } from '@/lib/db/outbox';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { linkStep } from '@/lib/sync/connection-state';

export const changeSpaceLinkInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  state: z.enum(['enabled', 'disabled'], { error: 'required' }),
});

/**
 * Disabled: this space's calendar is neither read nor written, and nothing in it is touched; what is due stays due.
 * Enabled again: it begins with a full read, and every upcoming booking is held against it.
 */
export async function changeSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(changeSpaceLinkInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const { spaceId, state } = input.value;

  return inTransaction(async (tx) => {
    const [link] = await openLinksOfResource(tx, spaceId);
    if (link?.resourceKind !== 'space') return refuse({ code: 'not_found' });
    const wasDisabled = link.state === 'paused';
    if (wasDisabled === (state === 'disabled')) return ok();
    const to = wasDisabled ? 'backfilling' : 'paused';
    const step = linkStep(link.state, to);
    if (!step.ok) return step;
    await setLinkState(tx, link.id, to, wasDisabled ? null : 'by_person');
    if (wasDisabled) {
      await demandFullRead(tx, [link.id]);
      await expectReading(tx, [link.id], now);
      await enqueueBackfill(tx, link.id, now);
    }
    await audit(tx, {
      ...{ personId: actor.id, act: wasDisabled ? 'space.enabled' : 'space.disabled', subject: `space:${spaceId}` },
      detail: { linkId: link.id },
    });
    return ok();
  });
}
