import { bookingLink } from '@/lib/booking-link';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { appointmentPlace, appointmentValues, isWebAddress, joinText, waysOf } from './appointment-values';
import type { IcsWords } from './ics';
import { appointmentWords, mailWords } from './mail-times';

/**
 * An appointment in a calendar: what for and with whom as its title; LOCATION is the address, or of a meeting online its
 * link, which calendar programs then offer to follow. Pure but for PUBLIC_URL.
 */
export function appointmentIcsWords(booking: BookingForMail): IcsWords {
  const { appointment, locale } = booking;
  const own = appointmentWords(locale);
  const { kind, person } = appointmentValues(booking);
  const link = appointment && isWebAddress(appointment.link) ? appointment.link : null;
  const lines = [
    ...(appointment?.placeKind === 'online' ? [`${own('join')}: ${joinText(booking)}`] : []),
    ...waysOf(booking),
    `${mailWords(locale)('reference')}: ${booking.publicId}`,
    `${own('look')}: ${bookingLink(booking.publicId)}`,
  ];
  return {
    title: own('calendarTitle', { kind, person }),
    description: lines.join('\n'),
    location: link ?? appointmentPlace(booking),
    ...(link && { url: link }),
  };
}
