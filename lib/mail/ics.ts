import ical, { ICalAttendeeStatus, type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { env } from '@/lib/env';
import { icsUid } from '@/lib/ics-uid';
import { isBookingOver } from './is-timely';
import { mailAddress } from './mail-address';

export type IcsWords = {
  title: string;
  description: string;
  /** Left out: the spaces and their addresses. */
  location?: string;
  /** Where to meet online. */
  url?: string;
  /** Whose event it is; a patron's and a staff member's are two, with a UID each. Left out: the patron's. */
  of?: 'staff';
};

/**
 * request, cancel: in a mail, from the library as the organizer to the patron as an attendee who has accepted and is not
 * asked to answer. Mail programs update and cancel by themselves what came as a request (RFC 5546 §3.2.2, §3.2.5); what
 * was only published they leave to the reader. publish: a file that somebody fetches: there is no conversation in which
 * an answer could be given, and a published event names no attendees (§3.2.1).
 */
export type IcsKind = 'request' | 'cancel' | 'publish';

const METHOD = {
  request: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
  publish: ICalCalendarMethod.PUBLISH,
};

/**
 * The booking as iCalendar (RFC 5545/5546): one event, UTC times, a UID that never changes, SEQUENCE rising with every
 * change that patrons hear of, so that a calendar program updates and cancels what it already shows.
 */
export const buildIcs = (booking: BookingForMail, words: IcsWords, kind: IcsKind, now: Date): string =>
  buildCalendar([{ booking, words }], kind, now);

/** Several bookings in one file, one event each. */
export function buildCalendar(
  entries: readonly { booking: BookingForMail; words: IcsWords }[],
  kind: IcsKind,
  now: Date,
): string {
  const calendar = ical({ prodId: { company: 'Carrel', product: 'Carrel' }, method: METHOD[kind] });
  for (const { booking, words } of entries) addEvent(calendar, booking, words, kind, now);
  // Every line ends with CRLF, the last one too (§3.1).
  return `${calendar.toString().trimEnd()}\r\n`;
}

function addEvent(calendar: ICalCalendar, booking: BookingForMail, words: IcsWords, kind: IcsKind, now: Date): void {
  const isOver = isBookingOver(booking.status) || kind === 'cancel';
  const starts = booking.items.map((item) => item.start.getTime());
  const ends = booking.items.map((item) => item.end.getTime());
  const event = calendar.createEvent({
    id: icsUid(words.of ?? 'booking', booking.publicId, booking.installationId),
    sequence: booking.icsSequence,
    start: new Date(Math.min(...starts)),
    end: new Date(Math.max(...ends)),
    stamp: now,
    summary: words.title,
    description: words.description,
    location: words.location ?? placesOf(booking),
    ...(words.url && { url: words.url }),
    status: isOver ? ICalEventStatus.CANCELLED : standing(booking),
  });
  const { name, address } = mailAddress(env().MAIL_FROM);
  event.organizer({ name: parameter(name || booking.libraryName), email: booking.libraryMailbox ?? address });
  if (kind !== 'publish' && booking.patronEmail)
    event.createAttendee({
      name: parameter(booking.patronName),
      email: booking.patronEmail,
      rsvp: false,
      status: ICalAttendeeStatus.ACCEPTED,
    });
}

const placesOf = ({ items }: BookingForMail) =>
  [...new Set(items.map((item) => [item.name, item.location, item.address].filter(Boolean).join(', ')))].join('; ');

/** A booking that was changed may wait for a mediator again. */
const standing = ({ status }: BookingForMail) =>
  status === 'mediation' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;

/** Parameter values may hold neither quotes nor control characters (RFC 5545 §3.2), and nothing can escape them. */
const parameter = (text: string) =>
  text
    .replace(/[\p{Cc}]+/gu, ' ')
    .replaceAll('"', "'")
    .trim();
