import type { Tx } from '@/lib/db/client';

/** Older ones are let be: whoever says a word for afterwards today does not write to everybody they ever met. */
const LATEST_DAYS = 3;

/**
 * Appointments after whose end so long has passed as whoever was met says, noted as followed up in the caller's transaction.
 * Not those that nobody came to, that did not take place, or whose patron's data are gone. Rows that another worker holds
 * are its own. The earliest first.
 */
export async function takeFollowUps(tx: Tx, now: Date, take: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH due AS (
      SELECT appointment.booking_id AS id FROM appointment_settings settings
      JOIN appointment ON appointment.resource_id = settings.resource_id AND appointment.followed_up_at IS NULL
      JOIN booking ON booking.id = appointment.booking_id AND booking.status = 'confirmed'
        AND booking.no_show_at IS NULL AND booking.patron_email <> ''
      JOIN booking_item item ON item.booking_id = booking.id AND item.resource_id = appointment.resource_id
      WHERE settings.follow_up_after IS NOT NULL
        -- For the index on ends_at, which knows nothing of people.
        AND item.ends_at <= ${now}::timestamptz AND item.ends_at > ${now}::timestamptz
          - (SELECT max(follow_up_after) FROM appointment_settings) * interval '1 minute' - ${LATEST_DAYS} * interval '1 day'
        AND item.ends_at <= ${now}::timestamptz - settings.follow_up_after * interval '1 minute'
        AND item.ends_at > ${now}::timestamptz - settings.follow_up_after * interval '1 minute'
          - ${LATEST_DAYS} * interval '1 day'
      ORDER BY item.ends_at LIMIT ${take}
      FOR UPDATE OF appointment SKIP LOCKED
    )
    UPDATE appointment SET followed_up_at = ${now} FROM due WHERE appointment.booking_id = due.id
    RETURNING appointment.booking_id AS id`;
  return rows.map(({ id }) => id);
}
