import type { BookingRecord } from '@/lib/db/booking-rows';
import { setBookingStatus } from '@/lib/db/bookings';
import { tellOfCases } from '@/lib/db/case-notices';
import type { Tx } from '@/lib/db/client';
import { openConflict, resolveToConfirm } from '@/lib/db/conflicts';
import { enqueue } from '@/lib/db/outbox';
import { readCalendarsOf } from '@/lib/db/read-calendars-of';
import { recordAnswer } from '@/lib/db/record-answer';
import { askAboutCollisions, CALENDAR_UNREACHABLE, confirmBooking } from '@/lib/db/remote-confirmation';
import { tellOfOutcome } from '@/lib/db/tell-of-outcome';

/** The calendar that could not be asked, and when the question passes from whoever is asked first to all staff. */
export type Question = { linkId: number; resourceId: number; settleBy: Date };

/** It stands, and staff have to confirm it: they get a case, the patron hears so (sync-design §8, §9). */
export async function leaveToStaff(
  tx: Tx,
  booking: Pick<BookingRecord, 'id' | 'cause' | 'items' | 'createdAt'>,
  question: Question,
  now: Date,
): Promise<void> {
  const { id, cause } = booking;
  const change = { status: 'to_confirm', statusReason: CALENDAR_UNREACHABLE, cause } as const;
  await setBookingStatus(tx, id, { ...change, closes: true, changesEvent: true }, now);
  await enqueue(tx, { kind: 'push_booking', bookingId: id, urgent: true });
  await openToConfirm(tx, booking, question, now);
  await askAboutCollisions(tx, id);
}

type Item = Pick<BookingRecord['items'][number], 'resourceId' | 'start' | 'end'>;

/** Case and mails of a booking that was made to be confirmed. Whoever is asked first is not asked for ever. */
export async function openToConfirm(
  tx: Tx,
  { id: bookingId, items, createdAt }: { id: number; items: readonly Item[]; createdAt: Date },
  { linkId, resourceId, settleBy }: Question,
  now: Date,
): Promise<void> {
  const { start, end } = items.find((item) => item.resourceId === resourceId) ?? items[0] ?? { start: now, end: now };
  const ours = { start: start.toISOString(), end: end.toISOString(), showAs: 'tentative' };
  const evidence = { ours: { ...ours, createdAt: createdAt.toISOString() }, theirs: null };
  const kind = 'to_confirm';
  await openConflict(
    tx,
    { linkId, resourceId, bookingId, remoteId: null, kind, evidence, policy: kind, settleBy },
    now,
  );
  await tellOfCases(tx, linkId, now);
  // Beside a person's silence a room that answers was not written to first: what stands there opens its case.
  if (items.length > 1) await readCalendarsOf(tx, items, now);
  await tellOfOutcome(tx, bookingId, 'booking_to_confirm');
}

/** Bookings that begin, or have begun, and that nobody has confirmed or refused. */
export const unansweredAtStart = async (tx: Tx, now: Date, take: number): Promise<number[]> =>
  (
    await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM booking WHERE status = 'to_confirm' AND EXISTS (SELECT FROM booking_item item
        WHERE item.booking_id = booking.id AND item.starts_at <= ${now}::timestamptz)
      ORDER BY id LIMIT ${take}`
  ).map(({ id }) => id);

/**
 * It begins and nobody has answered: it stands, since its time was kept for the patron and nothing is known against it.
 * The patron is told just that, unless it is over already. Under the booking's locks; on record.
 */
export async function letStand(tx: Tx, booking: BookingRecord, now: Date): Promise<void> {
  const isOver = booking.items.every(({ end }) => end <= now);
  await confirmBooking(tx, booking, now, isOver ? null : 'booking_stands');
  const linkId = await resolveToConfirm(tx, booking.id, 'stood', now);
  await recordAnswer(tx, { linkId, bookingId: booking.id, kind: 'to_confirm', answer: 'stands' }, now);
}
