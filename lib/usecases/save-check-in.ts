import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { CheckInRules } from '@/lib/booking/check-in-types';
import { audit } from '@/lib/db/audit';
import { locationsWithCheckIn, saveCheckInRules } from '@/lib/db/check-in-rules';
import { db, inTransaction } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

/** Real minutes; four hours are enough for everybody, and the codes count on it (`check-in-codes`). */
const minutes = z
  .string()
  .trim()
  .min(1, 'required')
  .regex(/^\d{1,4}$/, 'not_whole_number')
  .transform(Number)
  .refine((value) => value <= 240, 'out_of_range');

const saveCheckInInput = z.object({
  locationId: z.coerce.number().int().positive(),
  on: z.literal('on').optional(),
  before: minutes,
  after: minutes,
  release: z.literal('on').optional(),
  outAfter: minutes,
});

/** What one location asks of those who come. Switched off, the minutes are not kept. */
export async function saveCheckIn(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(saveCheckInInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const { locationId, on, before, after, release, outAfter } = input.value;
  const rules = { before: on ? before : null, after, release: on !== undefined && release !== undefined, outAfter };
  return inTransaction(async (tx) => {
    if (!(await saveCheckInRules(tx, locationId, rules, now))) return refuse({ code: 'not_found' });
    const act = 'check_in.saved';
    await audit(tx, { personId: actor.id, act, subject: `location:${locationId}`, detail: rules });
    return ok();
  });
}

/** The rules of every location that has spaces. */
export async function viewCheckInRules(
  actor: Actor,
): Promise<Result<{ id: number; name: string; rules: CheckInRules }[]>> {
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  return ok(await locationsWithCheckIn(db()));
}
