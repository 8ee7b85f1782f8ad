import { z } from 'zod';
import { closesTime } from '@/lib/booking/closes-time';
import { addNotice } from '@/lib/db/booking-notices';
import type { Tx } from '@/lib/db/client';
import { lockWholeBooking, withdrawBooking } from '@/lib/db/remote-confirmation';
import { lockLocation } from './apply-hours-change';
import type { OldBooking } from './bookings-against-rules';

/** So many are cancelled in one go; of more, patrons would be kept waiting for the location (own reading). */
export const MOST_CANCELLED = 50;

/** What a form says about the bookings that were listed; `cancel-abc` ticks the booking abc. */
export const oldBookingsFields = {
  /** Which list was shown to whoever saves; empty: none yet. */
  shown: z.string().max(64).default(''),
  old: z.enum(['keep', 'cancel', 'each']).default('keep'),
  words: z.string().trim().max(1_000, 'too_long').default(''),
  ticked: z.array(z.string()).default([]),
};

export type OldChoice = z.output<z.ZodObject<typeof oldBookingsFields>>;

/** The public ids of the bookings that a flat form ticks. */
export const tickedOf = (raw: unknown): string[] =>
  Object.keys((raw ?? {}) as object).flatMap((name) => (name.startsWith('cancel-') ? [name.slice(7)] : []));

/**
 * Does what was chosen for the bookings that new rules would not allow, in the transaction that saves the rules: they are
 * kept, or cancelled with notice. To move one to a like space would not help: the rules hold there too (own reading).
 * Returns how many were cancelled.
 */
export async function settleOldBookings(
  tx: Tx,
  old: readonly OldBooking[],
  { old: choice, words, ticked, by, locationId }: OldChoice & { by: number; locationId: number },
  now: Date,
): Promise<number> {
  const chosen = old.filter(({ publicId }) => choice === 'cancel' || (choice === 'each' && ticked.includes(publicId)));
  const ids = [...new Set(chosen.map(({ bookingId }) => bookingId))];
  if (ids.length === 0) return 0;
  await lockLocation(tx, locationId);
  let cancelled = 0;
  for (const bookingId of ids) {
    const booking = await lockWholeBooking(tx, bookingId);
    const [item] = booking?.items ?? [];
    if (!booking || !item || !closesTime(booking.status)) continue;
    const { resourceId, start, end } = item;
    const noticeId = await addNotice(tx, { bookingId, resourceId, start, end, words, byId: by }, now);
    await withdrawBooking(tx, bookingId, { reason: 'rules_changed', cause: 'staff', by, noticeId }, now);
    cancelled += 1;
  }
  return cancelled;
}
