import type { Actor } from '@/lib/auth/can';
import { awaitBooking } from './await-booking';
import { cancelVisit } from './cancel-visit';
import type { Reserved } from './reserve-spaces';

/**
 * Waits for the calendars of bookings that were just made, as their pages do. Answers which of them a calendar refused
 * meanwhile, from 0; null: none did, or has yet. All or none: the others of its visit are cancelled then.
 */
export async function awaitReserved(
  actor: Actor,
  { publicIds, visitId }: Reserved,
  now: Date,
  how?: Parameters<typeof awaitBooking>[1],
): Promise<number | null> {
  const statuses = await Promise.all(publicIds.map((publicId) => awaitBooking(publicId, how)));
  const refused = statuses.indexOf('cancelled');
  if (refused === -1) return null;
  // Refused, for all of them: then there is nothing left to cancel.
  if (visitId !== null) await cancelVisit(actor, { publicId: publicIds[refused] }, now);
  return refused;
}
