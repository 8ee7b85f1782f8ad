import type { BookingStatus } from '@/lib/booking/types';
import { bookingById, lockBooking, setBookingStatus } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { BY_PERSON } from '@/lib/db/link-pauses';
import { enqueue } from '@/lib/db/outbox';
import { lockResources } from '@/lib/db/resources';
import { tellOfOutcome } from '@/lib/db/tell-of-outcome';

/**
 * The last step of a strict booking (sync-design §9): confirmed with its mail, once every calendar that it is written to
 * has been looked at after the writing. Answers since when the patron waited; null: another calendar is not there yet, or
 * it is settled already. `except`: a calendar that is not waited for. `seen`: the one that was looked at just now; what was
 * read over the time in another meanwhile, e.g. the person's while the room was asked, refuses it as the look would have.
 */
export async function confirmIfAllAgree(
  tx: Tx,
  bookingId: number,
  now: Date,
  except = 0,
  seen = 0,
): Promise<Date | null> {
  await lockBooking(tx, bookingId);
  const booking = await bookingById(tx, bookingId);
  if (booking?.status !== 'pending_remote') return null;
  const open = await tx.pushJob.count({
    where: {
      bookingId,
      linkId: { not: except },
      awaited: true,
      // Refused by Microsoft is no answer either: only a pause that a person chose has no say (§8, §9).
      link: {
        writes: true,
        state: { notIn: ['unlinked', 'closing'] },
        NOT: { state: 'paused', stateReason: BY_PERSON },
      },
      NOT: { link: { mirrors: { some: { bookingId, state: 'live', agreedAt: { not: null } } } } },
    },
  });
  if (open > 0) return null;
  if (seen !== 0 && (await linksOver(tx, bookingId)).some((linkId) => linkId !== seen)) {
    await refuseTaken(tx, bookingId, now);
    return null;
  }
  await confirmBooking(tx, booking, now);
  return booking.mediatedAt ?? booking.createdAt;
}

type Standing = {
  id: number;
  cause: 'user' | 'staff' | 'remote' | 'system';
  status: BookingStatus;
  mediatedAt: Date | null;
};

/** Promised from now on, with its mail. `template` null: it is over, and nobody is told. */
export async function confirmBooking(
  tx: Tx,
  { id, cause, status, mediatedAt }: Standing,
  now: Date,
  // A request that was approved says so, with the mediator's note.
  template: 'booking_confirmed' | 'booking_approved' | 'booking_stands' | null = mediatedAt
    ? 'booking_approved'
    : 'booking_confirmed',
): Promise<void> {
  // Waiting for Outlook it is shown as busy already; waiting for staff, as tentative.
  const changesEvent = status !== 'pending_remote';
  await setBookingStatus(tx, id, { status: 'confirmed', statusReason: null, cause, closes: true, changesEvent }, now);
  if (changesEvent) await enqueue(tx, { kind: 'push_booking', bookingId: id, urgent: true });
  if (template) await tellOfOutcome(tx, id, template);
  await askAboutCollisions(tx, id);
}

/**
 * An event may have been read over the slot while nothing was promised: the calendars where one was are read again, and
 * that opens its case (I4).
 */
export async function askAboutCollisions(tx: Tx, bookingId: number): Promise<void> {
  for (const linkId of await linksOver(tx, bookingId)) await enqueue(tx, { kind: 'pull_calendar', linkId });
}

/** Calendars of which busy time over this booking is known. */
async function linksOver(tx: Tx, bookingId: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ linkId: number }[]>`
    WITH RECURSIVE above(part_id, id) AS (
      SELECT resource_id, resource_id FROM occupancy WHERE booking_id = ${bookingId}
      UNION SELECT above.part_id, whole_id FROM above JOIN resource_part ON resource_part.part_id = above.id
    )
    SELECT DISTINCT block.link_id AS "linkId" FROM occupancy
    JOIN above ON above.part_id = occupancy.resource_id
    LEFT JOIN appointment ON appointment.booking_id = occupancy.booking_id
    JOIN busy_block block ON block.resource_id = above.id
      AND block.starts_at < occupancy.ends_at AND block.ends_at > occupancy.starts_at
      AND (appointment.booking_id IS NULL OR CASE appointment.place_kind WHEN 'online' THEN block.online ELSE block.in_person END)
    WHERE occupancy.booking_id = ${bookingId} AND occupancy.active AND NOT occupancy.pad`;
  return rows.map(({ linkId }) => linkId);
}

/**
 * Somebody was first in Outlook: the slot is given back and the patron is told; events already written go (§9). Answers
 * since when the patron waited, or null.
 */
export const refuseTaken = (tx: Tx, bookingId: number, now: Date): Promise<Date | null> =>
  refusePending(tx, bookingId, { reason: 'taken_in_outlook', template: 'booking_refused' }, now);

/** Outlook cannot be asked, and the choice of whose time it is says no then (§8, §9). */
export const refuseUnconfirmed = (tx: Tx, bookingId: number, now: Date): Promise<Date | null> =>
  refusePending(tx, bookingId, { reason: CALENDAR_UNREACHABLE, template: 'booking_unconfirmed' }, now);

async function refusePending(
  tx: Tx,
  bookingId: number,
  { reason, template }: { reason: string; template: 'booking_refused' | 'booking_unconfirmed' },
  now: Date,
): Promise<Date | null> {
  const booking = await lockWholeBooking(tx, bookingId);
  if (booking?.status !== 'pending_remote') return null;
  const change = { status: 'cancelled', statusReason: reason, cause: 'remote' } as const;
  await setBookingStatus(tx, bookingId, { ...change, closes: false, changesEvent: true }, now);
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: true });
  await tellOfOutcome(tx, bookingId, template);
  return booking.createdAt;
}

/** Why a booking waits for staff, or was not taken. */
export const CALENDAR_UNREACHABLE = 'calendar_unreachable';

export type WithdrawReason =
  | 'displaced_in_outlook'
  | 'removed_in_outlook'
  | 'withdrawn_by_staff'
  | 'hours_changed'
  | 'person_away'
  | 'rules_changed';

type Withdrawal = { reason: WithdrawReason; cause: 'remote' | 'staff'; by?: number | null; noticeId?: number };

/** The library takes a promise back: with an apology and alternatives by mail (sync-design §7), and its cases are over. */
export async function withdrawBooking(
  tx: Tx,
  bookingId: number,
  { reason, cause, by = null, noticeId }: Withdrawal,
  now: Date,
): Promise<void> {
  const change = { status: 'cancelled', statusReason: reason, cause, closes: false, changesEvent: true } as const;
  await setBookingStatus(tx, bookingId, change, now);
  await resolveCasesOfBooking(tx, bookingId, 'cancelled', now, by);
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: true });
  const notice = noticeId === undefined ? {} : { noticeId };
  await enqueue(tx, { kind: 'mail', mail: { template: 'booking_withdrawn', bookingId, ...notice } });
}

/** Resources first, then the booking: the order that every writer of taken time keeps. */
export async function lockWholeBooking(tx: Tx, bookingId: number) {
  const items = await tx.bookingItem.findMany({ where: { bookingId }, select: { resourceId: true } });
  await lockResources(
    tx,
    items.map(({ resourceId }) => resourceId),
  );
  await lockBooking(tx, bookingId);
  return bookingById(tx, bookingId);
}
