import type { Actor } from '@/lib/auth/can';
import { db, inTransaction } from '@/lib/db/client';
import { insertHoursChange } from '@/lib/db/hours-changes';
import { hoursOwner } from '@/lib/db/hours-owners';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt, hoursThing } from './allowed-at';
import { applyHoursChange } from './apply-hours-change';
import { hoursChangeInput } from './hours-change-input';

const NOBODY: ReadonlySet<number> = new Set();

/**
 * A change of hours by an admin. It holds at once where no booking is met. Else nothing is saved but a draft, whose id is
 * answered: what becomes of the bookings is decided on it (`decideHoursChange`). Drafts are forgotten after a day.
 */
export async function proposeHoursChange(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ changeId: number | null }>> {
  const input = parse(hoursChangeInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'manage_hours', [hoursThing(input.value.owner)]);
  if (!allowed.ok) return allowed;
  const { change } = input.value;
  const owner = await hoursOwner(db(), input.value.owner);
  if (!owner) return refuse({ code: 'not_found' });

  const done = await inTransaction((tx) => applyHoursChange(tx, { owner, change, by: actor.id }, NOBODY, now));
  if (done.ok) return ok({ changeId: null });
  if (done.refusal.code !== 'bookings_affected') return done;
  const changeId = await insertHoursChange(db(), { owner, change, createdById: actor.id }, now);
  return ok({ changeId });
}
