import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { lockIntegration, readIntegration, setDescription } from '@/lib/db/integration';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

export const describeConnectorInput = z.object({
  description: z.string({ error: 'required' }).trim().max(2000, 'too_long'),
});

/** What staff read before Microsoft asks them: the library's own words. Empty: nothing. */
export async function describeConnector(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(describeConnectorInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const before = await lockIntegration(tx);
    if (!before) return refuse({ code: 'integration_missing' });
    await setDescription(tx, input.value.description);
    await audit(tx, {
      ...{ personId: actor.id, act: 'integration.described', subject: 'integration' },
      detail: { before: before.description, after: (await readIntegration(tx))?.description ?? '' },
    });
    return ok();
  });
}
