import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { decideNoShow } from '@/lib/booking/decide-check-in';
import { audit } from '@/lib/db/audit';
import { checkInById, markNoShow } from '@/lib/db/check-ins';
import { db, inTransaction } from '@/lib/db/client';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';

const markNoShowInput = z.object({
  bookingId: z.coerce.number().int().positive(),
  /** 'undo' takes it back. */
  undo: z.literal('undo').optional(),
});

/** Staff note that nobody came, or that somebody did after all. The booking stays; releasing it is the timer's. */
export async function markNoShowByStaff(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(markNoShowInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const { bookingId, undo } = input.value;
  const allowed = await allowedAt(db(), actor, 'manage_bookings', [['booking', bookingId]]);
  if (!allowed.ok) return allowed;
  return inTransaction(async (tx) => {
    await lockWholeBooking(tx, bookingId);
    const found = await checkInById(tx, bookingId);
    if (!found) return refuse({ code: 'not_found' });
    const decision = decideNoShow(found, now);
    if (!decision.ok) return decision;
    await markNoShow(tx, bookingId, undo ? null : now);
    const act = undo ? 'booking.no_show_undone' : 'booking.no_show';
    await audit(tx, { personId: actor.id, act, subject: `booking:${bookingId}` });
    return ok();
  });
}
