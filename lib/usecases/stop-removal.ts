import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { type ClosingLink, closingLinks, setConnectionsEnding } from '@/lib/db/closing-links';
import { lockIntegration, setIntegrationEnding } from '@/lib/db/integration';
import { unlink } from '@/lib/db/links';
import { lockClosingLinks, reopenLinks, resourcesTakenOver } from '@/lib/db/reopen-links';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { finishConnections } from './finish-closing-links';

export const stopRemovalInput = z.object({
  /** Of one space, or of everything that is being emptied. */
  spaceId: z.coerce.number().int().positive().optional(),
  /** undo: connected as before, what was removed is written again. stop: what is left stays, and the end comes now. */
  how: z.enum(['undo', 'stop'], { error: 'required' }),
});

/**
 * The way out of a removal that an admin asked for, at any time while it lasts (sync-design §11). As many statements for
 * all calendars of a library as for one (decision 43).
 */
export async function stopRemoval(actor: Actor, raw: unknown, now: Date): Promise<Result<{ links: number }>> {
  const input = parse(stopRemovalInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const { spaceId, how } = input.value;

  return inTransaction(async (tx) => {
    await lockIntegration(tx);
    const closing = (await closingLinks(tx)).filter(
      ({ resourceId }) => spaceId === undefined || resourceId === spaceId,
    );
    const still = new Set(await lockClosingLinks(tx, closing.map(idOf)));
    const links = closing.filter(({ id }) => still.has(id));
    if (links.length === 0) return refuse({ code: 'not_found' });
    const back = how === 'undo' ? await returning(tx, links) : [];
    await endNow(tx, links, back, now);
    await takeBack(tx, back, now);
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

/**
 * Those that come back: of each resource the calendars that were let go last, together, unless another took their place
 * meanwhile.
 */
async function returning(tx: Tx, links: readonly ClosingLink[]): Promise<ClosingLink[]> {
  const taken = await resourcesTakenOver(tx, links.map(resourceOf));
  const last = new Map<number, ClosingLink>();
  for (const link of links) {
    const known = last.get(link.resourceId);
    if (!known || link.closesAt >= known.closesAt) last.set(link.resourceId, link);
  }
  return links.filter((link) => {
    const { closesAt, connectionId } = last.get(link.resourceId) ?? link;
    const together = link.closesAt.getTime() === closesAt.getTime() && link.connectionId === connectionId;
    return together && !taken.has(link.resourceId);
  });
}

async function endNow(tx: Tx, links: readonly ClosingLink[], but: readonly ClosingLink[], now: Date): Promise<void> {
  const ids = links.filter((link) => !but.includes(link)).map(idOf);
  if (ids.length > 0) await unlink(tx, ids, now, 'all');
}

async function takeBack(tx: Tx, links: readonly ClosingLink[], now: Date): Promise<void> {
  if (links.length === 0) return;
  await reopenLinks(tx, links.map(idOf), now);
  await setConnectionsEnding(tx, [...new Set(links.map(({ connectionId }) => connectionId))], null);
}

const idOf = ({ id }: ClosingLink) => id;
const resourceOf = ({ resourceId }: ClosingLink) => resourceId;
