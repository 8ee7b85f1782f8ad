import { bookingLink } from '@/lib/booking-link';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { env } from '@/lib/env';
import type { Interval } from '@/lib/time/interval';
import { appointmentIcsWords } from './appointment-ics-words';
import { appointmentWordsOf, BOOKING_MAILS, type BookingTemplate, type MailVariable } from './booking-mails';
import { fillTemplate } from './fill-template';
import { buildIcs, type IcsWords } from './ics';
import { letter, type OtherWays } from './letter';
import { type Before, type MailRow, mailRows } from './mail-rows';
import { appointmentWords, mailTimes, mailWords } from './mail-times';
import { mailValues } from './mail-values';
import type { Message } from './send';

/** What is free near a time that the library took back. `path`: where it is booked. */
export type MailAlternative = Interval & { name: string; path: string };

/** A location's own subject and body, with variables in braces; a blank line begins a paragraph. */
export type OwnWords = { subject: string; body: string };

/** What a message says beside the booking itself. */
export type MailExtras = {
  alternatives?: readonly MailAlternative[];
  /** Where it was before it was moved. */
  before?: Before | null;
  /** What staff say themselves, beside our words. */
  note?: string;
  /** Instead of our words. The facts, the button and other ways from here stand below whatever they say. */
  own?: OwnWords | null;
  /** Facts beside those of every message. */
  rows?: readonly MailRow[];
};

/** The words of one message about one booking, in the patron's language and the library's zone. Pure but for PUBLIC_URL. */
export function composeBookingMail(
  template: BookingTemplate,
  booking: BookingForMail,
  now: Date,
  extras: MailExtras = {},
): Message {
  const { locale } = booking;
  const ics = methodOf(template, booking);
  const { before = null, note } = extras;
  const isElsewhere =
    before !== null && !booking.appointment && before.name !== booking.items.map((item) => item.name).join(', ');
  const values = mailValues(template, booking, isElsewhere);
  const { subject, body } = extras.own
    ? fillOwn(withTheirWords(template, extras.own), values)
    : inOurWords(template, booking, values, isElsewhere);
  const rows = [...mailRows(template, booking, values, before, note), ...(extras.rows ?? [])];
  const words = {
    lead: body,
    rows,
    link: values.link,
    linkWords: buttonOf(template, booking),
    library: values.library,
  };
  return {
    to: { name: booking.patronName, address: booking.patronEmail },
    subject,
    ...letter({ ...words, more: waysOf(template, booking, extras) }, locale),
    ...(ics && {
      ics: {
        method: ics,
        content: buildIcs(booking, icsWords(booking), ics === 'REQUEST' ? 'request' : 'cancel', now),
      },
    }),
  };
}

/**
 * METHOD of the calendar file. What waits for a mediator is in no calendar, unless it stood there before its patron changed
 * it: then the new time is there as tentative.
 */
function methodOf(template: BookingTemplate, { icsSequence }: BookingForMail): 'REQUEST' | 'CANCEL' | null {
  if (template === 'booking_received' && icsSequence > 0) return 'REQUEST';
  return BOOKING_MAILS[template].ics;
}

/** What whoever was met says for afterwards is what the mail is for: it stands below words that do not name it. */
const withTheirWords = (template: BookingTemplate, own: OwnWords): OwnWords =>
  template === 'follow_up' && !own.body.includes('{words}') ? { ...own, body: `${own.body}\n\n{words}` } : own;

type Values = Record<MailVariable, string>;

/** A variable that says nothing leaves no gap; a subject is one line. */
export function fillOwn({ subject, body }: OwnWords, values: Readonly<Record<string, string>>): OwnWords {
  return { subject: tidy(fillTemplate(subject, values)).replace(/\s+/g, ' '), body: tidy(fillTemplate(body, values)) };
}

/** Nobody checks in to an appointment, so that button is no appointment's. */
function buttonOf(template: BookingTemplate, { locale, appointment }: BookingForMail): string {
  const { button } = BOOKING_MAILS[template];
  if (button === 'again' || (appointment && button !== 'checkIn')) return appointmentWords(locale)(button);
  return mailWords(locale)(button);
}

function inOurWords(
  template: BookingTemplate,
  { locale, appointment }: BookingForMail,
  values: Values,
  isElsewhere: boolean,
): OwnWords {
  const words = appointmentWordsOf(template, appointment !== null);
  if (words) {
    const own = appointmentWords(locale);
    return { subject: tidy(own(`${words}.subject`, values)), body: tidy(own(`${words}.lead`, values)) };
  }
  // Both are of appointments only.
  if (template === 'meeting_link' || template === 'follow_up') return { subject: '', body: '' };
  const t = mailWords(locale);
  const isNewPlace = template === 'booking_moved' && isElsewhere;
  return {
    subject: tidy(t(isNewPlace ? 'booking_moved.subjectElsewhere' : `${template}.subject`, values)),
    body: tidy(t(`${template}.lead`, values)),
  };
}

const tidy = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim();

/** Moved: a no in one click. Moved or taken back: what is free near the time that was wanted. */
function waysOf(template: BookingTemplate, booking: BookingForMail, { alternatives = [] }: MailExtras): OtherWays[] {
  const t = mailWords(booking.locale);
  const href = `${bookingLink(booking.publicId)}&refuse=1#refuse`;
  const no: OtherWays = { title: t('booking_moved.notPossible'), links: [{ href, words: t('booking_moved.refuse') }] };
  const ways = template === 'booking_moved' ? [no] : [];
  if (alternatives.length === 0) return ways;
  const timeZone = booking.items[0]?.timeZone ?? 'UTC';
  const links = alternatives.map(({ name, path, ...when }) => ({
    href: `${env().PUBLIC_URL}${path}`,
    words: `${name}, ${mailTimes(booking.locale, { ...when, timeZone })}`,
  }));
  return [...ways, { title: t(template === 'booking_moved' ? 'booking_moved.free' : 'alternatives'), links }];
}

/** Title and description in a patron's calendar; the description leads back to the booking. */
export function icsWords(booking: BookingForMail): IcsWords {
  const t = mailWords(booking.locale);
  if (booking.appointment) return appointmentIcsWords(booking);
  const what = booking.items.map((item) => item.name).join(', ');
  return {
    title: t('calendarTitle', { what, library: booking.libraryName }),
    description: `${t('reference')}: ${booking.publicId}\n${t('look')}: ${bookingLink(booking.publicId)}`,
  };
}
