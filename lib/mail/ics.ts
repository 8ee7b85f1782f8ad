import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { env } from '@/lib/env';
import { mailAddress } from './mail-address';

export type IcsWords = { title: string; description: string };

/**
 * The booking as iCalendar (RFC 5545/5546): one event, UTC times, a UID that never changes, SEQUENCE rising with every
 * change, so that a calendar program updates and cancels what it already shows.
 */
export function buildIcs(booking: BookingForMail, words: IcsWords, kind: 'request' | 'cancel', now: Date): string {
  const calendar = ical({
    prodId: { company: 'Carrel', product: 'Carrel' },
    method: kind === 'cancel' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const starts = booking.items.map((item) => item.start.getTime());
  const ends = booking.items.map((item) => item.end.getTime());
  const event = calendar.createEvent({
    id: `booking-${booking.publicId.toLowerCase()}@${booking.installationId}`,
    sequence: Math.max(0, booking.version - 1),
    start: new Date(Math.min(...starts)),
    end: new Date(Math.max(...ends)),
    stamp: now,
    summary: words.title,
    description: words.description,
    location: [
      ...new Set(booking.items.map((item) => [item.name, item.location, item.address].filter(Boolean).join(', '))),
    ].join('; '),
    status: kind === 'cancel' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  const { name, address } = mailAddress(env().MAIL_FROM);
  event.organizer({ name: name || booking.libraryName, email: address });
  if (booking.patronEmail)
    event.createAttendee({
      name: booking.patronName,
      email: booking.patronEmail,
      rsvp: false,
      status: ICalAttendeeStatus.ACCEPTED,
    });
  return calendar.toString();
}
