import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { decideChange } from '@/lib/booking/decide-change';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { SyncWorld } from '@/lib/sync/look-at-place';
import type { Interval } from '@/lib/time/interval';
import { cancelFactsOf } from './cancel-facts';
import { carryOutMove } from './carry-out-move';
import { endOf, momentInput, startOf } from './moment-input';

const moveByClientInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  start: momentInput,
  to: momentInput,
  /** Its patron gets a mail. */
  tell: z.boolean().default(false),
  /** As staff move it: beyond the rules for patrons. */
  beyondRules: z.boolean().default(false),
});

export type MovedByClient = Interval & { publicId: string; timeZone: string };

/**
 * A program moves a booking of spaces in time, by the rules for patrons unless it says otherwise; a request stays one. What
 * is there already is moved no more, and is no mistake. Refusals: those of `judgeMove`, and `meeting_in_the_way` where
 * Outlook has something.
 */
export async function moveByClient(
  actor: Actor,
  raw: unknown,
  now: Date,
  world?: SyncWorld,
): Promise<Result<MovedByClient>> {
  const input = parse(moveByClientInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'client' || !can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const seen = await bookingByPublicId(db(), input.value.publicId);
  const { timeZone } = seen?.items[0] ?? {};
  if (!seen || !timeZone || seen.appointment || seen.isBlock) return refuse({ code: 'not_found' });
  const to = { start: startOf(input.value.start, timeZone), end: endOf(input.value.to, timeZone) };
  if (to.end <= to.start) return refuse({ code: 'invalid', fields: { to: 'end_before_start' } });
  const allowed = decideChange(cancelFactsOf(seen), now, 'staff');
  if (!allowed.ok) return allowed;
  const { tell, beyondRules } = input.value;
  const wish = { to, by: beyondRules ? 'staff' : 'rules', namesMeetings: true } as const;
  const moved = await carryOutMove(seen, wish, { words: '', tell, by: { clientId: actor.id } }, now, world);
  if (!moved.ok && moved.refusal.code !== 'nothing_changed') return moved;
  return ok({ publicId: seen.publicId, timeZone, ...to });
}
