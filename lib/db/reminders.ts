import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** Minutes: as whoever is met says for their appointments, else as the location has it. Null: no reminder. */
const BEFORE = Prisma.sql`coalesce(settings.remind_before, location.remind_before)`;
const WITH_SETTINGS = Prisma.sql`LEFT JOIN appointment ON appointment.booking_id = booking.id
      LEFT JOIN appointment_settings settings ON settings.resource_id = appointment.resource_id`;

/**
 * Bookings whose reminder is due, noted as reminded in the caller's transaction: so long before the first of their items
 * begins, and not after that. Not those that came to stand later than the reminder would have
 * left: their patrons have just heard (own reading). Rows that another worker holds are its own. The earliest first.
 */
export async function takeReminders(tx: Tx, now: Date, take: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH due AS (
      SELECT booking.id FROM booking_item item
      JOIN booking ON booking.id = item.booking_id
      JOIN resource ON resource.id = item.resource_id
      JOIN category ON category.id = resource.category_id
      JOIN location ON location.id = category.location_id
      ${WITH_SETTINGS}
      WHERE item.starts_at > ${now}
        -- For the index on starts_at, which knows nothing of locations and people.
        AND item.starts_at <= ${now}::timestamptz + greatest((SELECT max(remind_before) FROM location),
          (SELECT max(remind_before) FROM appointment_settings)) * interval '1 minute'
        AND item.starts_at <= ${now}::timestamptz + ${BEFORE} * interval '1 minute'
        AND booking.status = 'confirmed' AND booking.reminded_at IS NULL
        AND NOT booking.is_block AND booking.patron_email <> ''
        AND coalesce(booking.settled_at, booking.created_at) <= item.starts_at - ${BEFORE} * interval '1 minute'
        -- Of an appointment in a room the person's item, not the room's too: so many at a time are bookings.
        AND item.resource_id = coalesce(appointment.resource_id, item.resource_id)
        AND NOT EXISTS (SELECT 1 FROM booking_item earlier
          WHERE earlier.booking_id = booking.id AND earlier.starts_at < item.starts_at)
      ORDER BY item.starts_at LIMIT ${take}
      FOR UPDATE OF booking SKIP LOCKED
    )
    UPDATE booking SET reminded_at = ${now} FROM due WHERE booking.id = due.id RETURNING booking.id`;
  return rows.map(({ id }) => id);
}

/**
 * After a move: it is reminded of anew, unless the new time is so near that the mail about the move serves for that.
 */
export async function restartReminder(tx: Tx, bookingId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE booking SET reminded_at = (
      SELECT CASE WHEN min(item.starts_at - ${BEFORE} * interval '1 minute') <= ${now} THEN ${now}::timestamptz END
      FROM booking_item item
      JOIN resource ON resource.id = item.resource_id
      JOIN category ON category.id = resource.category_id
      JOIN location ON location.id = category.location_id
      LEFT JOIN appointment ON appointment.booking_id = item.booking_id
      LEFT JOIN appointment_settings settings ON settings.resource_id = appointment.resource_id
      WHERE item.booking_id = booking.id)
    WHERE id = ${bookingId}`;
}
