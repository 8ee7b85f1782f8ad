import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import {
  type ClosingLink,
  closingLinks,
  lockClosingLink,
  reopenLink,
  setConnectionEnding,
} from '@/lib/db/closing-links';
import { lockIntegration, setIntegrationEnding } from '@/lib/db/integration';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { unlink } from '@/lib/db/links';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { finishConnections } from './finish-closing-links';

export const stopRemovalInput = z.object({
  /** Of one space, or of everything that is being emptied. */
  spaceId: z.coerce.number().int().positive().optional(),
  /** undo: connected as before, what was removed is written again. stop: what is left stays, and the end comes now. */
  how: z.enum(['undo', 'stop'], { error: 'required' }),
});

/** The way out of a removal that an admin asked for, at any time while it lasts (sync-design §11). */
export async function stopRemoval(actor: Actor, raw: unknown, now: Date): Promise<Result<{ links: number }>> {
  const input = parse(stopRemovalInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const { spaceId, how } = input.value;

  return inTransaction(async (tx) => {
    await lockIntegration(tx);
    const links = (await closingLinks(tx)).filter(({ resourceId }) => spaceId === undefined || resourceId === spaceId);
    if (links.length === 0) return refuse({ code: 'not_found' });
    for (const link of links) await stopOne(tx, link, how, now);
    // Whoever stays connected needs the integration: its end is taken back. Whatever else ended, or is being emptied, goes on
    // to its own end.
    if (how === 'undo') await setIntegrationEnding(tx, null);
    await finishConnections(tx);
    await audit(tx, {
      ...{ personId: actor.id, act: 'removal.stopped', subject: spaceId ? `space:${spaceId}` : 'integration' },
      detail: { how, links: links.length },
    });
    return ok({ links: links.length });
  });
}

async function stopOne(tx: Tx, link: ClosingLink, how: 'undo' | 'stop', now: Date): Promise<void> {
  if (!(await lockClosingLink(tx, link.id))) return;
  // Another calendar took its place meanwhile: it cannot come back.
  const others = (await openLinksOfResource(tx, link.resourceId)).filter(({ state }) => state !== 'closing');
  if (how === 'stop' || others.length > 0) return unlink(tx, link.id, now, 'all');
  await reopenLink(tx, link.id, now);
  await setConnectionEnding(tx, link.connectionId, null);
}
