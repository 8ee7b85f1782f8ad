import type { Tx } from '@/lib/db/client';
import { type HeldMail, holdForMeeting } from '@/lib/db/online-meetings';
import { enqueue, type Mail } from '@/lib/db/outbox';
import { tellStaff } from '@/lib/db/tell-staff';

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

const STANDS: readonly OutcomeMail[] = ['booking_confirmed', 'booking_approved', 'booking_stands'] satisfies HeldMail[];
const isOfStanding = (template: OutcomeMail): template is HeldMail => STANDS.includes(template);

/**
 * What became of a booking that was made is told to its patron, and of an appointment that stands to whoever is met; the
 * patron's mail may wait a little for the link of its meeting. One of a series, or of a visit, waits for the others: they
 * are told together, once. What staff made without a mail, and time that they blocked, is told to nobody.
 */
export async function tellOfOutcome(tx: Tx, bookingId: number, template: OutcomeMail): Promise<void> {
  const stands = isOfStanding(template);
  if (stands) await tellStaff(tx, { template: 'appointment_booked', bookingId });
  if (await tellTogether(tx, bookingId)) return;
  if (stands && (await holdForMeeting(tx, bookingId, template))) return;
  await enqueue(tx, { kind: 'mail', mail: { template, bookingId } });
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
