import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { cancelBooking } from './cancel-booking';

/** A program cancels an appointment, as staff do; its patron is told. A booking of spaces is not one: `not_found`. */
export async function cancelAppointmentByClient(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ publicId: string }>> {
  const input = parse(z.object({ publicId: z.string().min(1).max(32).toLowerCase() }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'cancel_any_booking')) return refuse({ code: 'not_allowed' });
  const seen = await bookingByPublicId(db(), input.value.publicId);
  if (!seen?.appointment || seen.isBlock) return refuse({ code: 'not_found' });
  return cancelBooking(actor, { publicId: seen.publicId }, now);
}
