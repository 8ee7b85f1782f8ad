import { bookingLink } from '@/lib/booking-link';
import type { BookingForMail } from '@/lib/db/booking-mail';
import type { Mail } from '@/lib/db/outbox';
import { env } from '@/lib/env';
import { translator } from '@/lib/messages/translator';
import { buildIcs, type IcsWords } from './ics';
import { letter } from './letter';
import type { Message } from './send';

/** The words of one message about one booking, in the patron's language and the library's zone. Pure but for PUBLIC_URL. */
export function composeBookingMail(template: Mail['template'], booking: BookingForMail, now: Date): Message {
  const t = wordsFor(booking.locale);
  const what = booking.items.map((item) => item.name).join(', ');
  const when = booking.items[0] ? times(booking, booking.items[0]) : '';
  const stands = template === 'booking_confirmed';
  const rows: [string, string][] = [
    [t('what'), what],
    [t('when'), when],
    [t('where'), unique(booking.items.flatMap((item) => [item.location, item.address, item.directions])).join(', ')],
    [t('who'), booking.patronName],
    [t('reference'), booking.publicId],
  ];
  const lead = [t(`${template}.lead`), template === 'booking_cancelled' ? t(`cancelledBy.${booking.cause}`) : ''];
  const link = stands ? bookingLink(booking.publicId) : `${env().PUBLIC_URL}/`;
  const linkWords = stands ? t('look') : t('other');
  const words = { lead: lead.filter(Boolean).join(' '), rows, link, linkWords, library: booking.libraryName };
  return {
    to: { name: booking.patronName, address: booking.patronEmail },
    subject: t(`${template}.subject`, { what, when }),
    ...letter(words, booking.locale),
    ics: {
      method: stands ? 'REQUEST' : 'CANCEL',
      content: buildIcs(booking, icsWords(booking), stands ? 'request' : 'cancel', now),
    },
  };
}

/** Title and description in a patron's calendar; the description leads back to the booking. */
export function icsWords(booking: BookingForMail): IcsWords {
  const t = wordsFor(booking.locale);
  const what = booking.items.map((item) => item.name).join(', ');
  return {
    title: t('calendarTitle', { what, library: booking.libraryName }),
    description: `${t('reference')}: ${booking.publicId}\n${t('look')}: ${bookingLink(booking.publicId)}`,
  };
}

const wordsFor = (locale: string) => translator(locale === 'es' ? 'es' : 'en', 'mail');

function times({ locale }: BookingForMail, { start, end, timeZone }: BookingForMail['items'][number]): string {
  const date = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
    .formatToParts(start)
    .find((part) => part.type === 'timeZoneName');
  return wordsFor(locale)('times', {
    date: date.format(start),
    start: time.format(start),
    end: time.format(end),
    zone: zone?.value ?? timeZone,
  });
}

const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))];
