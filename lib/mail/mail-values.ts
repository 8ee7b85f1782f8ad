import { checkInWindow } from '@/lib/booking/decide-check-in';
import { bookingLink, checkInLink, verifyLink } from '@/lib/booking-link';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { env } from '@/lib/env';
import { formatDateTime, formatTime } from '@/lib/messages/format';
import type { Interval } from '@/lib/time/interval';
import { appointmentPlace, appointmentValues } from './appointment-values';
import { BOOKING_MAILS, type BookingTemplate, type MailVariable } from './booking-mails';
import { appointmentWords, mailTimes, mailWords } from './mail-times';

/** What every variable says for one booking; empty where there is nothing to say. Pure but for PUBLIC_URL. */
export function mailValues(
  template: BookingTemplate,
  booking: BookingForMail,
  isElsewhere = false,
): Record<MailVariable, string> {
  const { locale, items, cause, appointment } = booking;
  const t = mailWords(locale);
  return {
    ...appointmentValues(booking),
    patron: booking.patronName,
    space: items.map((item) => item.name).join(', '),
    when: items[0] ? mailTimes(locale, items[0]) : '',
    where: appointment ? appointmentPlace(booking) : whereOf(items),
    location: appointment?.building?.name ?? unique(items.map((item) => item.location)).join(', '),
    library: booking.libraryName,
    reference: booking.publicId,
    link: linkOf(template, booking),
    code: booking.checkInCode ?? '',
    until: untilOf(template, booking),
    by: t(`cancelledBy.${cause}`),
    why: whyOf(template, booking, isElsewhere),
  };
}

/** Places with their own directions, then how to find each location, all in one line. */
function whereOf(items: BookingForMail['items']): string {
  const places = unique(items.flatMap((item) => [item.location, item.address, inOneLine(item.directions)])).join(', ');
  const ways = unique(items.map((item) => inOneLine(item.locationDirections)));
  return ways.length === 0 ? places : [/[.!?]$/.test(places) ? places : `${places}.`, ...ways].join(' ');
}

const inOneLine = (text: string) => text.trim().replace(/\s+/g, ' ');

function linkOf(template: BookingTemplate, booking: BookingForMail): string {
  const { button } = BOOKING_MAILS[template];
  if (button === 'verify') return verifyLink(booking.publicId);
  if (button === 'checkIn') return checkInLink(booking.publicId);
  return button === 'look' || button === 'see'
    ? bookingLink(booking.publicId)
    : `${env().PUBLIC_URL}${placeOf(booking)}`;
}

/** Where the like of it is booked. */
const placeOf = ({ items: [item], appointment }: BookingForMail): string =>
  appointment?.slug
    ? `/appointments/${appointment.slug}`
    : !item
      ? '/'
      : item.slug
        ? `/appointments/${item.slug}`
        : item.kind === 'person'
          ? '/appointments'
          : '/spaces';

/** First and last moment to check in, as the door has them; null where there is no check-in. */
export function windowOf({ items, madeAt }: BookingForMail): (Interval & { timeZone: string }) | null {
  const [item] = items;
  if (!item) return null;
  const end = new Date(Math.max(...items.map((one) => one.end.getTime())));
  const rules = { before: item.checkInBefore, after: item.checkInAfter };
  const window = checkInWindow({ start: item.start, end, madeAt, rules });
  return window && { ...window, timeZone: item.timeZone };
}

function untilOf(template: BookingTemplate, booking: BookingForMail): string {
  const { locale, holdUntil, items } = booking;
  const timeZone = items[0]?.timeZone ?? 'UTC';
  if (template === 'booking_verify') return holdUntil ? formatDateTime(holdUntil, { locale, timeZone }) : '';
  const window = windowOf(booking);
  return window ? formatTime(window.end, { locale, timeZone }) : '';
}

const WITHDRAWN = [
  'displaced_in_outlook',
  'removed_in_outlook',
  'withdrawn_by_staff',
  'hours_changed',
  'person_away',
  'rules_changed',
] as const;

function whyOf(template: BookingTemplate, booking: BookingForMail, isElsewhere: boolean): string {
  const { locale, statusReason, appointment } = booking;
  const t = mailWords(locale);
  if (template === 'booking_moved') {
    const why = isElsewhere ? 'elsewhere' : statusReason === 'moved_in_outlook' ? 'moved_in_outlook' : 'moved_by_staff';
    return appointment
      ? appointmentWords(locale)(`because.${why}`, { person: appointment.person })
      : t(`booking_moved.because.${why}`);
  }
  if (template !== 'booking_withdrawn') return '';
  const why = WITHDRAWN.find((one) => one === statusReason) ?? 'withdrawn_by_staff';
  if (appointment) return appointmentWords(locale)(`because.${why}`, { person: appointment.person });
  return t(`withdrawnBecause.${why}`);
}

const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))];
