import { answersOf } from '@/lib/db/answers';
import { type BookingForMail, bookingForMail } from '@/lib/db/booking-mail';
import type { Tx } from '@/lib/db/client';
import type { Answer } from '@/lib/question';

/** One message to whoever is met at an appointment; the words are made when it is sent. `before`: as ISO instants. */
export type StaffMail =
  | {
      template:
        | 'appointment_booked'
        | 'appointment_cancelled'
        /** Outlook made no Teams meeting, so the person has to send a link. */
        | 'meeting_missing';
      bookingId: number;
    }
  | { template: 'appointment_changed'; bookingId: number; before?: { start: string; end: string } };

/** What a message to whoever is met needs: unlike calendars they are told who comes, and what for. */
export type StaffMailFacts = {
  to: { name: string; address: string; locale: string };
  booking: BookingForMail;
  note: string;
  answers: Answer[];
  cancelReason: string;
  /**
   * A calendar of theirs was connected before it was booked, so they get no calendar file: it would stand there twice. Who
   * connected one later may have taken the file by hand, and goes on hearing of changes by it.
   */
  isConnected: boolean;
};

/** Null: it is no appointment, its patron's data are gone, or whoever was met has left. */
export async function staffMailFacts(tx: Tx, bookingId: number): Promise<StaffMailFacts | null> {
  const booking = await bookingForMail(tx, bookingId);
  if (!booking?.appointment || !booking.patronEmail || booking.items.length === 0) return null;
  const { resourceId } = booking.appointment;
  const [person, row, connected] = [
    await tx.person.findFirst({ where: { resource: { id: resourceId }, disabledAt: null } }),
    await tx.booking.findUnique({
      where: { id: bookingId },
      select: { note: true, answers: true, cancelReason: true },
    }),
    await tx.calendarLink.count({
      where: { resourceId, state: { notIn: ['unlinked', 'closing'] }, createdAt: { lte: booking.madeAt } },
    }),
  ];
  if (!person || !row) return null;
  const to = { name: person.name, address: person.email, locale: person.locale };
  const { note, cancelReason } = row;
  return { to, booking, note, answers: answersOf(row.answers), cancelReason, isConnected: connected > 0 };
}
