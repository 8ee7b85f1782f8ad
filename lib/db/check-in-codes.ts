import { randomInt } from 'node:crypto';
import type { Tx } from '@/lib/db/client';

/** Without look-alikes (0 O, 1 I L) and without vowels, so that no code is a word. 26 signs, 17,576 codes. */
export const CODE_SIGNS = '23456789BCDFGHJKMNPQRTVWXY';
const LENGTH = 3;
/** The widest window that settings allow (`location_sane`): four hours before the start and after the end, of either. */
const REACH_HOURS = 8;
const TRIES = 60;

const randomCode = () => Array.from({ length: LENGTH }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('');

/**
 * Three signs for the door, once a booking is promised; unique among the bookings whose windows could meet (libcal-domain §2.6). A booking that has
 * a code keeps it while it is unique, so call it again when the time changes. Appointments get none. The lock is on the
 * code: bookings that try different ones do not wait for each other.
 */
export async function giveCheckInCode(tx: Tx, bookingId: number): Promise<void> {
  const [mine] = await tx.$queryRaw<{ code: string | null; from: Date; to: Date }[]>`
    SELECT booking.check_in_code AS code, min(item.starts_at) - interval '1 hour' * ${REACH_HOURS}::int AS "from",
      max(item.ends_at) + interval '1 hour' * ${REACH_HOURS}::int AS "to"
    FROM booking JOIN booking_item item ON item.booking_id = booking.id
    JOIN resource ON resource.id = item.resource_id AND resource.kind = 'space'
    WHERE booking.id = ${bookingId} AND NOT booking.is_block
      AND NOT EXISTS (SELECT FROM booking_item met JOIN resource person ON person.id = met.resource_id
        WHERE met.booking_id = booking.id AND person.kind = 'person') AND booking.status IN ('confirmed', 'to_confirm') GROUP BY booking.id`;
  if (!mine) return;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const code = (attempt === 1 && mine.code) || randomCode();
    const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${`check-in ${code}`}, 7)) AS free`;
    if (!lock?.free) continue;
    const written = await tx.$executeRaw`
      UPDATE booking SET check_in_code = ${code} WHERE id = ${bookingId} AND NOT EXISTS (
        SELECT FROM booking other JOIN booking_item item ON item.booking_id = other.id
        WHERE other.check_in_code = ${code} AND other.id <> ${bookingId}
          AND item.starts_at < ${mine.to}::timestamptz AND item.ends_at > ${mine.from}::timestamptz)`;
    if (written === 1) return;
  }
  throw new Error('no free check-in code was found');
}

/** Bookings that were made before codes were, or otherwise without one, at locations that ask for check-in. */
export async function giveMissingCodes(tx: Tx, now: Date, take: number): Promise<number> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT booking.id FROM booking_item item
    JOIN booking ON booking.id = item.booking_id AND booking.check_in_code IS NULL AND NOT booking.is_block
      AND booking.status IN ('confirmed', 'to_confirm')
    JOIN resource ON resource.id = item.resource_id AND resource.kind = 'space'
      AND NOT EXISTS (SELECT FROM appointment WHERE booking_id = booking.id)
    JOIN category ON category.id = resource.category_id
    JOIN location ON location.id = category.location_id AND location.check_in_before IS NOT NULL
    WHERE item.starts_at < ${now}::timestamptz + interval '1 day' AND item.starts_at > ${now}::timestamptz - interval '1 day'
      AND item.ends_at > ${now}::timestamptz
    ORDER BY booking.id LIMIT ${take}`;
  for (const { id } of rows) await giveCheckInCode(tx, id);
  return rows.length;
}
