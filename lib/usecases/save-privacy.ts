import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { type Retention, retention, setRetention } from '@/lib/db/retention';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

/**
 * Least and most days of each kind. Names of bookings: up to five years, as the field has it (libcal-domain §6), from a
 * week on, so that staff can still see who was there (own reading, as are the others).
 */
export const RETENTION_BOUNDS: Record<keyof Retention, { least: number; most: number }> = {
  retentionDays: { least: 7, most: 1825 },
  auditDays: { least: 90, most: 3650 },
  syncLogDays: { least: 7, most: 365 },
  mailDays: { least: 7, most: 365 },
  // A session lasts a month, so that nobody who is signed in counts as away.
  accountDays: { least: 90, most: 3650 },
  // Nobody stands in them; ten years show how wishes change.
  searchDays: { least: 30, most: 3650 },
};

const days = (key: keyof Retention) => {
  const { least, most } = RETENTION_BOUNDS[key];
  const whole = z.string().trim().regex(/^\d*$/, 'invalid').min(1, 'required').transform(Number);
  return whole.pipe(z.number().min(least, 'days_out_of_range').max(most, 'days_out_of_range'));
};

const savePrivacyInput = z.object({
  retentionDays: days('retentionDays'),
  auditDays: days('auditDays'),
  syncLogDays: days('syncLogDays'),
  mailDays: days('mailDays'),
  accountDays: days('accountDays'),
  searchDays: days('searchDays'),
});

/** How long each kind of data is kept. What is over by it goes at the next daily turn, and cannot be brought back. */
export async function savePrivacy(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(savePrivacyInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_privacy')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const before = await retention(tx);
    if (!before) return refuse({ code: 'not_found' });
    await setRetention(tx, input.value);
    const detail = { before, after: input.value };
    await audit(tx, { personId: actor.id, act: 'privacy.saved', subject: 'library', detail });
    return ok();
  });
}
