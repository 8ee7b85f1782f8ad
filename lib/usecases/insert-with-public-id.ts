import { randomInt } from 'node:crypto';
import { insertBooking, type NewBooking } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';

/** Without 0 1 i l o: read aloud and typed from paper without doubt. 8 of 31 signs, 850 thousand million ids. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** The booking under a short random id that nobody has; ids and not counters stand in links. */
export async function insertWithPublicId(
  tx: Tx,
  booking: Omit<NewBooking, 'publicId'>,
): Promise<{ bookingId: number; publicId: string }> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const publicId = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const bookingId = await insertBooking(tx, { ...booking, publicId });
    if (bookingId !== null) return { bookingId, publicId };
  }
  throw new Error('no free public id was found');
}
