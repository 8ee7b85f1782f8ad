import type { BookingForMail } from '@/lib/db/booking-mail';
import type { StaffMail, StaffMailFacts } from '@/lib/db/staff-mail';
import { env } from '@/lib/env';
import { appointmentIcsWords } from './appointment-ics-words';
import { joinRows, whenRows } from './appointment-rows';
import { appointmentPlace, appointmentValues } from './appointment-values';
import { buildIcs } from './ics';
import { letter } from './letter';
import type { MailRow } from './mail-rows';
import { appointmentWords, mailTimes, mailWords } from './mail-times';
import type { Message } from './send';

/**
 * To whoever is met, in their language: who comes and what for, with what was asked and answered (libcal-domain §3). The
 * calendar file, for those whose Outlook Carrel does not write to, names no patron: calendars are often shared.
 */
export function composeStaffMail(mail: StaffMail, facts: StaffMailFacts, now: Date): Message {
  const { to, isInOutlook } = facts;
  const booking: BookingForMail = { ...facts.booking, locale: to.locale };
  const own = appointmentWords(to.locale);
  const { kind } = appointmentValues(booking);
  const [item] = booking.items;
  const when = item ? mailTimes(to.locale, item) : '';
  const patron = booking.patronName || booking.patronEmail;
  const link = deskLink(booking);
  const told = booking.appointment?.link ? 'yes' : 'no';
  const words = {
    lead: own(`staff.${mail.template}.lead`, { patron, told }),
    rows: rowsOf(mail, facts, booking),
    ...{ link, linkWords: own('staff.open'), library: booking.libraryName },
  };
  const ics = isInOutlook || mail.template === 'meeting_missing' ? null : icsOf(mail, facts, booking, now);
  return {
    to: { name: to.name, address: to.address },
    subject: own(`staff.${mail.template}.subject`, { kind, when }),
    ...letter(words, to.locale),
    ...(ics && { ics }),
  };
}

const deskLink = ({ publicId }: BookingForMail) => `${env().PUBLIC_URL}/desk/bookings/${publicId}`;

function rowsOf(mail: StaffMail, facts: StaffMailFacts, booking: BookingForMail): MailRow[] {
  const { note, answers, cancelReason, to } = facts;
  const own = appointmentWords(to.locale);
  const { kind } = appointmentValues(booking);
  const before = mail.template === 'appointment_changed' ? mail.before : undefined;
  const isOver = mail.template === 'appointment_cancelled';
  const said: MailRow[] = [
    ...answers.map(({ label, answer, kind: how }): MailRow => [label, how === 'yes' ? own('staff.yes') : answer]),
    [own('staff.note'), note],
  ];
  const rows: MailRow[] = [
    [own('what'), kind],
    [own('staff.who'), booking.patronName],
    [own('staff.email'), booking.patronEmail],
    ...whenRows(booking, before ? { start: new Date(before.start), end: new Date(before.end) } : null),
    [own('where'), appointmentPlace(booking)],
    ...(isOver ? [] : joinRows(booking)),
    ...(isOver ? [[own('staff.reason'), cancelReason] satisfies MailRow] : said),
    [mailWords(to.locale)('reference'), booking.publicId],
  ];
  return rows.filter(([, value]) => value !== '');
}

function icsOf(mail: StaffMail, { to }: StaffMailFacts, booking: BookingForMail, now: Date): Message['ics'] {
  const method = mail.template === 'appointment_cancelled' ? 'CANCEL' : 'REQUEST';
  const own = appointmentWords(to.locale);
  const { location, url } = appointmentIcsWords(booking);
  const words = {
    title: appointmentValues(booking).kind,
    description: `${own('staff.open')}: ${deskLink(booking)}`,
    ...(location !== undefined && { location }),
    ...(url !== undefined && { url }),
    of: 'staff' as const,
  };
  const theirs = { ...booking, patronName: to.name, patronEmail: to.address };
  return { method, content: buildIcs(theirs, words, method === 'CANCEL' ? 'cancel' : 'request', now) };
}
