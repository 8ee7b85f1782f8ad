import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { bookingByPublicId } from '@/lib/db/bookings';
import { checkInById } from '@/lib/db/check-ins';
import { db } from '@/lib/db/client';
import { isWritten } from '@/lib/db/idempotency';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { checkIn } from './check-in';
import { checkOut } from './check-out';

const arriveByClientInput = z.object({
  what: z.enum(['in', 'out']),
  publicId: z.string().min(1).max(32).toLowerCase(),
  /** From mail or page; checked where it is given. */
  code: z
    .string()
    .max(12)
    .transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
    .optional(),
});

/** `done`: what had been done before, if this changed nothing. `start`: of the booking, for words about the window. */
export type Arrived = { at: Date; timeZone: string; done: 'now' | 'in_before' | 'out_before' };

export type ArrivalAnswer = { ok: true; value: Arrived } | (Extract<Result<never>, { ok: false }> & { start?: Date });

/**
 * A program says that somebody came, or left: its screen stands at the door, so it need not be the patron's own. The rules
 * are those of the door (`decideCheckIn`, `decideCheckOut`). Refusals: theirs, and `check_in_unknown` for a code that is not
 * this booking's.
 */
export async function arriveByClient(actor: Actor, raw: unknown, now: Date): Promise<ArrivalAnswer> {
  const input = parse(arriveByClientInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const { what, publicId, code } = input.value;
  const seen = await bookingByPublicId(db(), publicId);
  const record = seen && (await checkInById(db(), seen.id));
  if (!record || (code !== undefined && code !== record.code)) return refuse({ code: 'check_in_unknown' });
  const { timeZone, start, checkedInAt, checkedOutAt } = record;
  const before = (at: Date, done: Arrived['done']) => ok({ at, timeZone, done });
  const isRepeat = isWritten();
  if (!isRepeat && checkedOutAt) return before(checkedOutAt, 'out_before');
  if (!isRepeat && what === 'in' && checkedInAt) return before(checkedInAt, 'in_before');
  const asked = { publicId };
  const answer = what === 'in' ? await checkIn(actor, asked, null, now) : await checkOut(actor, asked, null, now);
  const at = (what === 'in' ? checkedInAt : checkedOutAt) ?? now;
  return answer.ok ? ok({ at, timeZone, done: 'now' }) : { ...answer, start };
}
