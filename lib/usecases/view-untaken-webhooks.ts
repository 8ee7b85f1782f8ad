import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type UntakenWebhooks, untakenWebhooks } from '@/lib/db/untaken-webhooks';
import { ok, type Result, refuse } from '@/lib/result';

export type { UntakenWebhooks };

/** Whether other programs take what they are told of bookings. */
export async function viewUntakenWebhooks(actor: Actor, now: Date): Promise<Result<UntakenWebhooks>> {
  if (!can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  return ok(await untakenWebhooks(db(), now));
}
