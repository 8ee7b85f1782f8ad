import { type BookingForMail, bookingsForMail } from '@/lib/db/booking-mail';
import type { BookingRecord } from '@/lib/db/booking-rows';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';

/** Whom a location tells when a patron cancels, and in which language. Empty: nobody. */
export type CancelMailTo = { address: string; locale: string };

export async function cancelMailTo(tx: Tx, locationId: number): Promise<CancelMailTo> {
  const row = await tx.location.findUnique({
    where: { id: locationId },
    select: { cancelMailTo: true, cancelMailLocale: true },
  });
  return { address: row?.cancelMailTo ?? '', locale: row?.cancelMailLocale ?? 'en' };
}

export async function setCancelMailTo(tx: Tx, locationId: number, { address, locale }: CancelMailTo): Promise<void> {
  const data = { cancelMailTo: address, cancelMailLocale: locale };
  await tx.location.update({ where: { id: locationId }, data });
}

/**
 * Their patron has cancelled these, in one go and of one location, as they were before: asks for the mail to its address, if
 * it has one. Of what the patron had not confirmed yet nobody was told, so nobody is told that it is over.
 */
export async function tellOfCancelled(tx: Tx, cancelled: readonly BookingRecord[]): Promise<void> {
  const known = cancelled.filter(({ status }) => status !== 'unverified');
  const locationId = known[0]?.items[0]?.locationId;
  if (locationId === undefined || !(await cancelMailTo(tx, locationId)).address) return;
  await enqueue(tx, {
    kind: 'cancel_mail',
    mail: { template: 'patron_cancelled', bookingIds: known.map(({ id }) => id) },
  });
}

/** What that mail needs; null: the location tells nobody any more, or there is nothing to tell. */
export async function cancelledForMail(
  tx: Tx,
  bookingIds: readonly number[],
): Promise<{ to: CancelMailTo; bookings: BookingForMail[] } | null> {
  const isTheirs = { status: 'cancelled', cause: 'user' } as const;
  const found = await bookingsForMail(tx, { id: { in: [...bookingIds] }, ...isTheirs });
  const bookings = found.filter(({ items }) => items.length > 0);
  const locationId = bookings[0]?.items[0]?.locationId;
  const to = locationId === undefined ? null : await cancelMailTo(tx, locationId);
  return to?.address ? { to, bookings } : null;
}
