import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { bookingsOfVisit } from '@/lib/db/visits';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { visitOfHandle } from '@/lib/visit-handle';
import { cancelBooking } from './cancel-booking';
import { cancelVisit } from './cancel-visit';

const cancelByClientInput = z.object({ id: z.string().min(1).max(64).toLowerCase() });

/** A program cancels a booking of spaces, or all of a visit, as staff do. An appointment is not one. */
export async function cancelByClient(actor: Actor, raw: unknown, now: Date): Promise<Result<{ publicId: string }>> {
  const input = parse(cancelByClientInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'cancel_any_booking')) return refuse({ code: 'not_allowed' });
  const visitId = visitOfHandle(input.value.id);
  if (visitId) {
    const [first] = await bookingsOfVisit(db(), visitId);
    return first ? cancelVisit(actor, { publicId: first.publicId }, now) : refuse({ code: 'not_found' });
  }
  const seen = await bookingByPublicId(db(), input.value.id);
  if (!seen || seen.appointment || seen.isBlock) return refuse({ code: 'not_found' });
  return cancelBooking(actor, { publicId: seen.publicId }, now);
}
