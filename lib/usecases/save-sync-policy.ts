import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { personPolicyInput, spacePolicyInput, syncPolicy } from '@/lib/booking/sync-policy';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { type ResourceRecord, resourceById } from '@/lib/db/resources';
import { saveSyncPolicy as writeSyncPolicy } from '@/lib/db/sync-policies';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

const which = z.object({ resourceId: z.coerce.number().int().positive() });

/** What is answered when Outlook disagrees (sync-design §7): for a space by admins, for a person by that person too. */
export async function saveSyncPolicy(actor: Actor, raw: unknown): Promise<Result<{ resourceId: number }>> {
  const input = parse(which, raw);
  if (!input.ok) return input;
  const { resourceId } = input.value;

  return inTransaction(async (tx) => {
    const resource = await resourceById(tx, resourceId);
    if (!resource) return refuse({ code: 'not_found' });
    if (actor.kind !== 'person' || !mayChoose(actor, resource)) return refuse({ code: 'not_allowed' });
    const answers = parse(resource.kind === 'space' ? spacePolicyInput : personPolicyInput, raw);
    if (!answers.ok) return answers;
    const before = { ...syncPolicy(resource.kind, resource.syncPolicy) };
    await writeSyncPolicy(tx, resourceId, answers.value);
    const subject = `resource:${resourceId}`;
    await audit(tx, {
      personId: actor.id,
      act: 'sync_policy.saved',
      subject,
      detail: { before, after: answers.value },
    });
    return ok({ resourceId });
  });
}

const mayChoose = (actor: Extract<Actor, { kind: 'person' }>, { personId, locationId }: ResourceRecord): boolean =>
  can(actor, 'manage_spaces', locationId) || (personId === actor.id && can(actor, 'connect_own_calendar'));
