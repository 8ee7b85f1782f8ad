import type { Tx } from '@/lib/db/client';
import { enqueue, type Mail } from '@/lib/db/outbox';

type OutcomeMail = Extract<
  Mail['template'],
  | 'booking_confirmed'
  | 'booking_approved'
  | 'booking_stands'
  | 'booking_to_confirm'
  | 'booking_refused'
  | 'booking_unconfirmed'
  | 'booking_received'
>;

/**
 * What became of a booking that was made is told to its patron. One of a series, or of a visit, waits for the others: they
 * are told together, once. What staff made without a mail, and time that they blocked, is told to nobody.
 */
export async function tellOfOutcome(tx: Tx, bookingId: number, template: OutcomeMail): Promise<void> {
  const { quiet, isBlock, seriesId, series, visitId, visit } = await tx.booking.findUniqueOrThrow({
    where: { id: bookingId },
    select: { quiet: true, isBlock: true, seriesId: true, series: { select: { mailedAt: true } }, ...OF_VISIT },
  });
  if (quiet || isBlock) return;
  if (seriesId !== null && series?.mailedAt === null) return enqueue(tx, { kind: 'series', seriesId });
  if (visitId !== null && visit?.mailedAt === null) return enqueue(tx, { kind: 'visit', visitId });
  await enqueue(tx, { kind: 'mail', mail: { template, bookingId } });
}

const OF_VISIT = { visitId: true, visit: { select: { mailedAt: true } } } as const;
