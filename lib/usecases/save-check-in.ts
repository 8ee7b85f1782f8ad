import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import type { CheckInRules } from '@/lib/booking/check-in-types';
import { audit } from '@/lib/db/audit';
import { locationsWithCheckIn, saveCheckInRules } from '@/lib/db/check-in-rules';
import { db, inTransaction } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';

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
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [['location', input.value.locationId]]);
  if (!allowed.ok) return allowed;
  const { locationId, on, before, after, release, outAfter } = input.value;
  const rules = { before: on ? before : null, after, release: on !== undefined && release !== undefined, outAfter };
  return inTransaction(async (tx) => {
    const former = await saveCheckInRules(tx, locationId, rules, now);
    if (!former) return refuse({ code: 'not_found' });
    await audit(tx, {
      ...{ personId: actor.id, act: 'check_in.saved', subject: `location:${locationId}` },
      detail: { before: onRecord(former), after: onRecord(rules) },
    });
    return ok();
  });
}

/** `before` and `after` are words of the log itself. */
const onRecord = ({ before, after, release, outAfter }: Omit<CheckInRules, 'since'>) => ({
  ...{ opensBefore: before, closesAfter: after, release, outAfter },
});

/** The rules of every location that has spaces. */
export async function viewCheckInRules(
  actor: Actor,
): Promise<Result<{ id: number; name: string; rules: CheckInRules }[]>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  return ok(within(actor, await locationsWithCheckIn(db()), ({ id }) => id));
}
