import type { Tx } from '@/lib/db/client';
import { enqueue, type Mail } from '@/lib/db/outbox';

/** How long the mail that says that an appointment stands waits for the link of its Teams meeting. */
const MAIL_WAITS_SECONDS = 60;

/**
 * Whether an appointment with this person gets a Teams meeting: it is written to a calendar of theirs that works and that
 * allows them, as far as Microsoft said when it was listed. Else the place's own link is told.
 */
export async function meetingsPossible(tx: Tx, resourceId: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM calendar_link link
    JOIN sync_connection connection ON connection.id = link.connection_id AND connection.status = 'active'
    JOIN integration ON integration.id = 1 AND integration.state = 'active'
    WHERE link.resource_id = ${resourceId} AND link.writes AND link.state IN ('backfilling', 'live', 'degraded')
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(connection.calendars) calendar
        WHERE calendar->>'id' = link.calendar_id AND calendar->>'teams' = 'false')
    LIMIT 1`;
  return rows.length > 0;
}

/** Outlook is asked for a meeting now: what link there was before leads nowhere once that is done. */
export async function meetingAsked(tx: Tx, bookingId: number, now: Date): Promise<void> {
  await tx.appointment.updateMany({ where: { bookingId, teams: true }, data: { link: '', meetingAskedAt: now } });
}

/**
 * The link is known. It goes out with the mail that waited for it; who was told without it, or with another one, hears it
 * now. Under the booking's lock.
 */
export async function meetingMade(tx: Tx, bookingId: number, joinUrl: string): Promise<void> {
  const { count } = await tx.appointment.updateMany({
    where: { bookingId, teams: true, NOT: { link: joinUrl } },
    data: { link: joinUrl, meetingAskedAt: null },
  });
  if (count > 0) await tellLink(tx, bookingId);
}

/**
 * None is made: the place's fixed link serves, as it is now, and else the person sends one and is told so. Under the
 * booking's lock.
 */
export async function meetingFailed(tx: Tx, bookingId: number): Promise<void> {
  const [failed] = await tx.$queryRaw<{ link: string }[]>`
    UPDATE appointment SET teams = false, meeting_asked_at = NULL, link = coalesce(
      (SELECT place.link FROM appointment_place place WHERE place.id = appointment.place_id), '')
    WHERE booking_id = ${bookingId} AND teams AND link = '' RETURNING link`;
  if (!failed) return;
  await enqueue(tx, { kind: 'staff_mail', mail: { template: 'meeting_missing', bookingId } });
  if (failed.link) await tellLink(tx, bookingId);
  else await releaseHeldMail(tx, bookingId);
}

/** SEQUENCE rises, so that the patron's calendar takes the file with the link for newer (RFC 5545 §3.8.7.4). */
async function tellLink(tx: Tx, bookingId: number): Promise<void> {
  if (await releaseHeldMail(tx, bookingId)) return;
  const told = { id: bookingId, status: 'confirmed', quiet: false } as const;
  const { count } = await tx.booking.updateMany({ where: told, data: { icsSequence: { increment: 1 } } });
  if (count > 0) await enqueue(tx, { kind: 'mail', mail: { template: 'meeting_link', bookingId } });
}

export type HeldMail = Extract<Mail['template'], 'booking_confirmed' | 'booking_approved' | 'booking_stands'>;

/** True: the mail waits for the link of the meeting, and leaves with it, or without it when its time is over. */
export async function holdForMeeting(tx: Tx, bookingId: number, template: HeldMail): Promise<boolean> {
  const held = await tx.$executeRaw`
    UPDATE appointment SET held_mail = ${template},
      held_until = coalesce(booking.settled_at, booking.created_at) + ${MAIL_WAITS_SECONDS} * interval '1 second'
    FROM booking WHERE booking.id = booking_id AND booking_id = ${bookingId} AND teams AND link = ''`;
  return held > 0;
}

async function releaseHeldMail(tx: Tx, bookingId: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ template: HeldMail }[]>`
    WITH held AS (SELECT booking_id, held_mail FROM appointment
      WHERE booking_id = ${bookingId} AND held_mail IS NOT NULL FOR UPDATE)
    UPDATE appointment SET held_mail = NULL, held_until = NULL FROM held
    WHERE appointment.booking_id = held.booking_id RETURNING held.held_mail AS template`;
  if (row) await enqueue(tx, { kind: 'mail', mail: { template: row.template, bookingId } });
  return row !== undefined;
}

/** Mails whose time to wait is over leave as things are. Safe in several workers at once. Returns how many. */
export async function releaseOverdueMails(tx: Tx, now: Date, take: number): Promise<number> {
  const rows = await tx.$queryRaw<{ bookingId: number }[]>`
    SELECT booking_id AS "bookingId" FROM appointment WHERE held_until <= ${now}
    ORDER BY held_until LIMIT ${take} FOR UPDATE SKIP LOCKED`;
  for (const { bookingId } of rows) await releaseHeldMail(tx, bookingId);
  return rows.length;
}

/** So near, whoever comes has to know where to; and Outlook has had so long to say. */
const NEAR_HOURS = 2;
const PATIENCE_MINUTES = 15;

/**
 * Appointments that stand, have no link yet and are not over, of which nothing is to be hoped any more: they are near, or
 * the person's calendar was let go.
 */
export async function hopelessMeetings(tx: Tx, now: Date, take: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT booking.id FROM appointment
    JOIN booking ON booking.id = appointment.booking_id AND booking.status = 'confirmed'
    JOIN booking_item item ON item.booking_id = booking.id AND item.resource_id = appointment.resource_id
    WHERE appointment.teams AND appointment.link = '' AND item.ends_at > ${now}
      AND coalesce(booking.settled_at, booking.created_at) <= ${now}::timestamptz - ${PATIENCE_MINUTES} * interval '1 minute'
      AND (item.starts_at <= ${now}::timestamptz + ${NEAR_HOURS} * interval '1 hour'
        OR NOT EXISTS (SELECT FROM calendar_link link
          WHERE link.resource_id = appointment.resource_id AND link.writes AND link.state <> 'unlinked'))
    ORDER BY booking.id LIMIT ${take}`;
  return rows.map(({ id }) => id);
}
