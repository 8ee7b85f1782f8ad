import type { BookingForMail } from '@/lib/db/booking-mail';
import type { VisitMail } from '@/lib/db/visit-mail';
import type { BookingTemplate } from './booking-mails';
import { composeBookingMail, icsWords, type OwnWords } from './compose-booking-mail';
import { buildCalendar } from './ics';
import { isBookingOver } from './is-timely';
import { checkInRows, type MailRow } from './mail-rows';
import { mailTimes, mailWords } from './mail-times';
import type { Message } from './send';

/** What one mail about several bookings says: the message whose words it has, and what stands under it. */
type Told = { template: BookingTemplate; about: BookingForMail[]; rows: MailRow[] };

/** A location's own words for a message, in the patron's language. */
type FindOwn = (template: BookingTemplate, booking: BookingForMail) => Promise<OwnWords | null>;

/**
 * One mail about the spaces that a patron booked in one go, in the words of the mail about one: those that are booked, each
 * with its code for the door, and what became of the others. The calendar file has an event for each, with the UID and
 * SEQUENCE of its own mails; as PUBLISH, since a REQUEST or CANCEL has one UID only (RFC 5546 §3.2.2, §3.2.5). Null:
 * nothing is left to say.
 */
export async function composeVisitMail(
  kind: VisitMail['template'],
  bookings: readonly BookingForMail[],
  now: Date,
  ownWords: FindOwn,
): Promise<Message | null> {
  const told = toldBy(kind, bookings);
  const [first] = told?.about ?? [];
  if (!told || !first?.patronEmail) return null;
  const { template, about, rows } = told;
  const items = about.flatMap((one) => one.items);
  // Codes are those of each; the mail as a whole has none.
  const all: BookingForMail = { ...first, items, checkInCode: null };
  const { ics: one, ...message } = composeBookingMail(template, all, now, {
    own: await ownWords(template, first),
    rows,
  });
  const entries = about.map((booking) => ({ booking, words: icsWords(booking) }));
  return one ? { ...message, ics: { method: 'PUBLISH', content: buildCalendar(entries, 'publish', now) } } : message;
}

function toldBy(kind: VisitMail['template'], bookings: readonly BookingForMail[]): Told | null {
  if (kind === 'visit_cancelled') return { template: 'booking_cancelled', about: [...bookings], rows: [] };
  if (kind === 'visit_verify') {
    const about = bookings.filter(({ status }) => status === 'unverified');
    return about.length > 0 ? { template: 'booking_verify', about, rows: [] } : null;
  }
  const of = (...statuses: BookingForMail['status'][]) => bookings.filter(({ status }) => statuses.includes(status));
  const [booked, asked] = [of('confirmed'), of('mediation', 'to_confirm')];
  const lost = bookings.filter(({ status, cause }) => isBookingOver(status) && cause === 'remote');
  const line = (word: 'waits' | 'lost') => (one: BookingForMail) =>
    [mailWords(one.locale)(word), lineOf(one)] as MailRow;
  const rest = [...asked.map(line('waits')), ...lost.map(line('lost'))];
  if (booked.length > 0)
    return { template: 'booking_confirmed', about: booked, rows: [...booked.flatMap(codeRows), ...rest] };
  const isDoubt = asked.every(({ status }) => status === 'to_confirm');
  const template = isDoubt ? 'booking_to_confirm' : 'booking_received';
  if (asked.length > 0) return { template, about: asked, rows: lost.map(line('lost')) };
  return lost.length > 0 ? { template: 'booking_refused', about: lost, rows: [] } : null;
}

/** Named by its space: each has its own. */
const codeRows = (booking: BookingForMail): MailRow[] =>
  checkInRows('booking_confirmed', booking).map(([name, value]) => [`${name}, ${booking.items[0]?.name}`, value]);

const lineOf = ({ items, locale }: BookingForMail) =>
  items.map((item) => `${item.name}, ${mailTimes(locale, item)}`).join('; ');
