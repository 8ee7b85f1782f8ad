import { bookingLink } from '@/lib/booking-link';
import type { BookingForMail } from '@/lib/db/booking-mail';
import type { SeriesMail } from '@/lib/db/series-mail';
import { env } from '@/lib/env';
import { translator } from '@/lib/messages/translator';
import { fillOwn, icsWords, type OwnWords } from './compose-booking-mail';
import { buildCalendar } from './ics';
import { isBookingOver } from './is-timely';
import { letter } from './letter';
import type { MailRow } from './mail-rows';
import { mailTimes, mailWords } from './mail-times';
import type { SeriesVariable } from './own-mails';
import type { Message } from './send';

/**
 * One mail about many bookings of one patron: those that stand, each with its own link, and those that Outlook refused; or
 * those that the library took back. The calendar file has an event for each, with the UID and SEQUENCE of its own mails,
 * so that a later change of one is taken for what it is. As PUBLISH: a REQUEST or CANCEL has one UID only (RFC 5546 §3.2.2,
 * §3.2.5). Null: nothing is left to say. `own`: the location's words instead of ours, where there are several to speak of.
 */
export function composeSeriesMail(
  template: SeriesMail['template'],
  bookings: readonly BookingForMail[],
  now: Date,
  own: OwnWords | null,
): Message | null {
  const listed = bookings.filter(({ items, patronEmail }) => patronEmail && items.length > 0).sort(byStart);
  const [first] = listed;
  if (!first) return null;
  const t = translator(first.locale === 'es' ? 'es' : 'en', 'series');
  const common = mailWords(first.locale);
  const standing = listed.filter(({ status }) => !isBookingOver(status));
  const lost = listed.filter(({ status, cause }) => isBookingOver(status) && cause === 'remote');
  const isBooked = template === 'series_booked';
  const about = isBooked ? standing : listed;
  if (about.length + lost.length === 0) return null;
  const values = { count: about.length, space: unique(listed.flatMap(({ items }) => items.map(({ name }) => name))) };
  const where = unique(listed.flatMap(({ items }) => items.flatMap((item) => [item.location, item.address])));
  const rows: MailRow[] = [
    ...(isBooked ? [] : about.map((one): MailRow => [t('mail.cancelled'), lineOf(one)])),
    ...(isBooked ? lost : []).map((one): MailRow => [t('mail.lost'), lineOf(one)]),
    [common('where'), where],
    [common('who'), first.patronName],
  ];
  const links = standing.map((one) => ({ href: bookingLink(one.publicId), words: lineOf(one) }));
  const [next] = isBooked ? standing : [];
  const link = next ? bookingLink(next.publicId) : `${env().PUBLIC_URL}/spaces`;
  const named: Record<SeriesVariable, string> = {
    ...{ patron: first.patronName, space: values.space, count: String(about.length), where, link },
    ...{
      location: unique(listed.flatMap(({ items }) => items.map((item) => item.location))),
      library: first.libraryName,
    },
  };
  const said =
    own && about.length > 1
      ? fillOwn(own, named)
      : {
          subject: t(`mail.${template}.subject`, values),
          body: t(`mail.${template}.lead`, { ...values, lost: isBooked ? lost.length : 0 }),
        };
  const words = {
    ...{ lead: said.body, rows, library: first.libraryName, link },
    linkWords: next ? t('mail.look') : common('other'),
    more: isBooked && links.length > 0 ? [{ title: t('mail.yours'), links }] : [],
  };
  const inFile = isBooked ? standing.filter(({ status }) => status === 'confirmed') : about;
  const entries = inFile.map((booking) => ({ booking, words: icsWords(booking) }));
  return {
    to: { name: first.patronName, address: first.patronEmail },
    subject: said.subject,
    ...letter(words, first.locale),
    ...(entries.length > 0 && { ics: { method: 'PUBLISH', content: buildCalendar(entries, 'publish', now) } }),
  };
}

const startOf = ({ items }: BookingForMail) => Math.min(...items.map(({ start }) => start.getTime()));
const byStart = (a: BookingForMail, b: BookingForMail) => startOf(a) - startOf(b);
const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))].join(', ');

const lineOf = ({ items, locale }: BookingForMail) =>
  items.map((item) => `${item.name}, ${mailTimes(locale, item)}`).join('; ');
