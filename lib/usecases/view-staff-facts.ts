import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type StaffFacts, staffFactsOf } from '@/lib/db/staff-facts';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';

const viewStaffFactsInput = z.object({ publicId: z.string().min(1).max(32).toLowerCase() });

/** What staff see of a booking beside what its patron sees: how it was made, and whether it is one of several. */
export async function viewStaffFacts(actor: Actor, raw: unknown): Promise<Result<StaffFacts>> {
  const input = parse(viewStaffFactsInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  const facts = await staffFactsOf(db(), input.value.publicId);
  if (!facts) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'view_desk', [['booking', facts.bookingId]]);
  return allowed.ok ? ok(facts) : allowed;
}
