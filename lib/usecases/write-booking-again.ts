import { type Actor, canSomewhere } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { bookingByPublicId } from '@/lib/db/bookings';
import { inTransaction } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { enqueue } from '@/lib/db/outbox';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { timelineInput } from './view-timeline';

/**
 * Holds one booking against all of its calendars once more, now: what waits does so no longer, what was given up is tried
 * again, and where both agree nothing is asked. Where a person has to decide first, nothing is written.
 */
export async function writeBookingAgain(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(timelineInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const booking = await bookingByPublicId(tx, input.value.publicId);
    if (!booking) return refuse({ code: 'not_found' });
    const allowed = await allowedAt(tx, actor, 'manage_bookings', [['booking', booking.id]]);
    if (!allowed.ok) return allowed;
    if ((await readIntegration(tx))?.state !== 'active') return refuse({ code: 'integration_inactive' });
    await enqueue(tx, { kind: 'push_booking', bookingId: booking.id, urgent: true });
    await audit(tx, { personId: actor.id, act: 'booking.written_again', subject: `booking:${booking.id}` });
    return ok();
  });
}
