import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { lockIntegration } from '@/lib/db/integration';
import { askCheck } from '@/lib/db/link-checks';
import { readLink } from '@/lib/db/link-rows';
import { enqueue } from '@/lib/db/outbox';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';

const askInput = z.object({
  linkId: z.coerce.number().int().positive().max(2_147_483_647),
  check: z.enum(['dry_run', 'webhook'], { error: 'required' }),
});

/**
 * Asks the worker to put a question about one calendar to Microsoft: what would a full reading change, or does a webhook
 * reach us. The page shows what came of it. Asked twice at once it is one question.
 */
export async function askCalendar(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(askInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'tend_calendars')) return refuse({ code: 'not_allowed' });
  const { linkId, check } = input.value;

  return inTransaction(async (tx) => {
    // Its row keeps two of the same question apart.
    const integration = await lockIntegration(tx);
    const link = await readLink(tx, linkId);
    if (!link || link.state === 'unlinked' || link.state === 'closing') return refuse({ code: 'not_found' });
    const allowed = await allowedAt(tx, actor, 'tend_calendars', [['resource', link.resourceId]]);
    if (!allowed.ok) return allowed;
    if (integration?.state !== 'active') return refuse({ code: 'integration_inactive' });
    const checkId = await askCheck(tx, linkId, check, now);
    if (checkId === null) return ok();
    await enqueue(tx, { kind: 'link_check', checkId });
    const subject = `link:${linkId}`;
    await audit(tx, { personId: actor.id, act: 'calendar.asked', subject, detail: { check } });
    return ok();
  });
}
