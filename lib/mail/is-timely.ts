import type { BookingForMail } from '@/lib/db/booking-mail';
import { BOOKING_MAILS, type BookingTemplate } from './booking-mails';

const OVER: readonly BookingForMail['status'][] = ['cancelled', 'denied', 'expired', 'released'];

export const isBookingOver = (status: BookingForMail['status']) => OVER.includes(status);

/**
 * Whether a mail still says what is so when its job runs, which may be hours later: what was cancelled since is not
 * confirmed any more (its calendar file would bring the event back), what was decided is not asked for, and nobody is
 * reminded of what has begun, or thanked for coming who did not.
 */
export function isTimely(template: BookingTemplate, booking: BookingForMail, now: Date): boolean {
  const { status, items, checkedInAt, noShowAt } = booking;
  if (BOOKING_MAILS[template].stands && isBookingOver(status)) return false;
  const starts = Math.min(...items.map(({ start }) => start.getTime()));
  const ends = Math.max(...items.map(({ end }) => end.getTime()));
  switch (template) {
    case 'booking_verify':
      return status === 'unverified';
    case 'booking_received':
      return status === 'mediation';
    case 'booking_to_confirm':
      return status === 'to_confirm';
    case 'booking_confirmed':
    case 'booking_changed':
      return status !== 'mediation';
    case 'meeting_link':
      return status === 'confirmed' && ends > now.getTime();
    case 'follow_up':
      return status === 'confirmed' && noShowAt === null && ends <= now.getTime();
    case 'booking_reminder':
      return starts > now.getTime();
    case 'check_in_reminder':
      return checkedInAt === null && ends > now.getTime();
    default:
      return true;
  }
}
