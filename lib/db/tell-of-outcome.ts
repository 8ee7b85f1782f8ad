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
  if (!(await tellTogether(tx, bookingId))) await enqueue(tx, { kind: 'mail', mail: { template, bookingId } });
}

/**
 * Asks for the one mail about the series or the visit, if that is still to come; to be asked also when one of them ends,
 * since the others may have waited for that one only. False: it stands for itself, and nothing was asked for.
 */
export async function tellTogether(tx: Tx, bookingId: number): Promise<boolean> {
  const { quiet, isBlock, seriesId, series, visitId, visit } = await tx.booking.findUniqueOrThrow({
    where: { id: bookingId },
    select: {
      ...{ quiet: true, isBlock: true, seriesId: true, series: { select: { mailedAt: true } } },
      ...{ visitId: true, visit: { select: { mailedAt: true } } },
    },
  });
  if (quiet || isBlock) return true;
  if (seriesId !== null && series?.mailedAt === null) await enqueue(tx, { kind: 'series', seriesId });
  else if (visitId !== null && visit?.mailedAt === null) await enqueue(tx, { kind: 'visit', visitId });
  else return false;
  return true;
}
