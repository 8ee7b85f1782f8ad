import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { dropAllAttempts } from '@/lib/db/connect-attempts';
import { openConnections } from '@/lib/db/connections';
import { lockIntegration, setIntegrationEnding, setIntegrationState } from '@/lib/db/integration';
import { allOpenLinks } from '@/lib/db/link-rows';
import { forgetPreflight } from '@/lib/db/preflight';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { integrationStep } from '@/lib/sync/connection-state';
import { type Ended, type Ending, endConnections, endingFields, NOTHING_ENDED, overDate } from './end-connection';
import { settlingWaiting } from './settling-waiting';

export const disconnectIntegrationInput = z.object(endingFields);

/**
 * Ends everything at once, in one transaction: links, due jobs, cursors, tokens. Bookings stay, events in Outlook stay,
 * and mirrors are remembered, so that connecting again makes no second event (sync-design §11, I13, I14). If upcoming
 * events are to be removed first, everything else ends now and the rest when they are gone.
 */
export async function disconnectIntegration(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<Ended & { connections: number }>> {
  const input = parse(disconnectIntegrationInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const ending = input.value;
  return inTransaction(async (tx) => {
    const current = await lockIntegration(tx);
    if (!current) return refuse({ code: 'integration_missing' });
    const step = integrationStep(current.state, 'disconnected');
    if (!step.ok) return step;
    if (current.state === 'disconnected' || current.endingAt) return ok({ connections: 0, ...NOTHING_ENDED });
    if (ending.removeEvents && current.state !== 'active') return refuse({ code: 'integration_inactive' });
    const links = await allOpenLinks(tx);
    const over = overDate(ending, links, now);
    if (over) return over;
    const linked = links.map(({ resourceId }) => resourceId);
    const total = await settlingWaiting(tx, linked, now, () => endEverything(tx, ending, now));
    await dropAllAttempts(tx);
    await forgetPreflight(tx);
    await audit(tx, {
      ...{ personId: actor.id, act: 'integration.disconnected', subject: 'integration' },
      detail: { ...total, keepBlocksUntil: ending.keepBlocksUntil },
    });
    return ok(total);
  });
}

async function endEverything(tx: Tx, ending: Ending, now: Date): Promise<Ended & { connections: number }> {
  const connections = await openConnections(tx);
  const ids = connections.map(({ id }) => id);
  const all = { reason: 'integration_disconnected', ...ending };
  const ended = await endConnections(tx, ids, await allOpenLinks(tx), all, now);
  if (ended.closing > 0) await setIntegrationEnding(tx, now);
  else await setIntegrationState(tx, 'disconnected');
  return { connections: connections.length, ...ended };
}
