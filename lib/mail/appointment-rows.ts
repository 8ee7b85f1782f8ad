import type { BookingForMail } from '@/lib/db/booking-mail';
import type { Interval } from '@/lib/time/interval';
import { isWebAddress, joinText, waysOf } from './appointment-values';
import { BOOKING_MAILS, type BookingTemplate, type MailVariable } from './booking-mails';
import type { MailRow } from './mail-rows';
import { appointmentWords, mailTimes, mailWords } from './mail-times';

/** The facts under every mail about an appointment: what for, with whom, when, where or by which link, and how to get there. */
export function appointmentRows(
  template: BookingTemplate,
  booking: BookingForMail,
  values: Record<MailVariable, string>,
  before: Interval | null,
  notes: readonly string[],
): MailRow[] {
  const t = mailWords(booking.locale);
  const own = appointmentWords(booking.locale);
  const stands = BOOKING_MAILS[template].stands && template !== 'follow_up';
  return [
    [own('what'), values.kind],
    [own('with'), values.person],
    ...whenRows(booking, before),
    [own('where'), values.where],
    ...(stands ? [...joinRows(booking), ...wayRows(booking)] : []),
    [t('who'), values.patron],
    [t('reference'), values.reference],
    ...notes.map((words): MailRow => [t('note'), words]),
  ];
}

/** Of a meeting online: the link, or how it comes. */
export function joinRows(booking: BookingForMail): MailRow[] {
  const { appointment, locale } = booking;
  if (appointment?.placeKind !== 'online') return [];
  const { link } = appointment;
  const own = appointmentWords(locale);
  return [isWebAddress(link) ? [own('join'), link, own('follow')] : [own('join'), joinText(booking)]];
}

function wayRows(booking: BookingForMail): MailRow[] {
  const ways = waysOf(booking);
  const name = booking.appointment?.placeKind === 'online' ? 'howTo' : 'ways';
  return ways.length > 0 ? [[appointmentWords(booking.locale)(name), ways.join(' ')]] : [];
}

export function whenRows({ items: [item], locale }: BookingForMail, before: Interval | null): MailRow[] {
  if (!item) return [];
  const t = mailWords(locale);
  const was: MailRow[] = before ? [[t('before'), mailTimes(locale, { ...before, timeZone: item.timeZone })]] : [];
  return [...was, [t(before ? 'newWhen' : 'when'), mailTimes(locale, item)]];
}
