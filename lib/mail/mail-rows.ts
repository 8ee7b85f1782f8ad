import type { BookingForMail } from '@/lib/db/booking-mail';
import { formatTime } from '@/lib/messages/format';
import type { Interval } from '@/lib/time/interval';
import { appointmentRows } from './appointment-rows';
import type { BookingTemplate, MailVariable } from './booking-mails';
import { mailTimes, mailWords } from './mail-times';
import { windowOf } from './mail-values';

/** `words`: the value is an address, and they stand for it where it can be followed. */
export type MailRow = [name: string, value: string, words?: string];

/** What a message was about before: the time and the space that the booking had. */
export type Before = Interval & { name: string };

/** The facts that stand under every message, whatever its words are. */
export function mailRows(
  template: BookingTemplate,
  booking: BookingForMail,
  values: Record<MailVariable, string>,
  before: Before | null,
  note = '',
): MailRow[] {
  const t = mailWords(booking.locale);
  if (booking.appointment) return appointmentRows(template, booking, values, before, noteRows(template, booking, note));
  const isNewTime = before !== null && before.name === values.space;
  return [
    ...timeRows(booking, values, t(isNewTime ? 'newWhen' : 'when'), beforeRows(booking, before, values.space)),
    [t('where'), values.where],
    ...checkInRows(template, booking),
    [t('who'), values.patron],
    [t('reference'), values.reference],
    ...noteRows(template, booking, note).map((words): MailRow => [t('note'), words]),
  ];
}

/** What, where it was before, and when: one time for all spaces; where they have their own, each is named with its time. */
function timeRows(
  { items, locale }: BookingForMail,
  values: Record<MailVariable, string>,
  when: string,
  before: MailRow[],
): MailRow[] {
  const t = mailWords(locale);
  const times = items.map((item) => mailTimes(locale, item));
  if (new Set(times).size > 1) return [...before, ...items.map((item, at): MailRow => [item.name, times[at] ?? ''])];
  return [[t('what'), values.space], ...before, [when, values.when]];
}

function beforeRows({ locale, items: [item] }: BookingForMail, before: Before | null, space: string): MailRow[] {
  if (!before || !item) return [];
  const times = mailTimes(locale, { ...before, timeZone: item.timeZone });
  return [[mailWords(locale)('before'), before.name === space ? times : `${before.name}, ${times}`]];
}

const WITH_CODE: readonly BookingTemplate[] = [
  ...(['booking_confirmed', 'booking_approved', 'booking_stands'] as const),
  ...(['booking_changed', 'booking_moved', 'booking_reminder', 'check_in_reminder'] as const),
];

/** The code with the first and the last moment at which it works. */
export function checkInRows(template: BookingTemplate, booking: BookingForMail): MailRow[] {
  const { locale, checkInCode: code } = booking;
  const window = windowOf(booking);
  if (!code || !window || !WITH_CODE.includes(template)) return [];
  const place = { locale, timeZone: window.timeZone };
  const t = mailWords(locale);
  return [
    [t('code'), t('codeFrom', { code, from: formatTime(window.start, place), until: formatTime(window.end, place) })],
  ];
}

/** What a mediator said with the decision; else what staff said with this message. */
function noteRows(template: BookingTemplate, { mediationNote }: BookingForMail, note: string): string[] {
  const isDecision = template === 'booking_approved' || template === 'booking_denied';
  return [isDecision ? mediationNote : note].filter(Boolean);
}
