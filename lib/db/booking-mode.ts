import type { Mode } from '@/lib/booking/appointment-types';
import type { Tx } from '@/lib/db/client';

/** How a booking of a person takes place; null: it is of spaces only. */
export async function modeOfBooking(tx: Tx, bookingId: number): Promise<Mode | null> {
  const row = await tx.appointment.findUnique({ where: { bookingId }, select: { placeKind: true } });
  return row && modeOfKind(row.placeKind);
}

/** Of `appointment.place_kind`. */
export const modeOfKind = (placeKind: string): Mode => (placeKind === 'online' ? 'online' : 'in_person');
