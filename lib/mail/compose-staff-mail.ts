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
 * calendar file, for those who have connected no calendar, names no patron: calendars are often shared. It is a file to open,
 * never a request: Exchange would put that into the calendar by itself, as somebody's meeting over the appointment.
 */
export function composeStaffMail(mail: StaffMail, facts: StaffMailFacts, now: Date): Message {
  const { to, isConnected } = facts;
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
  const ics = isConnected || mail.template === 'meeting_missing' ? null : icsOf(facts, booking, now);
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

function icsOf({ to }: StaffMailFacts, booking: BookingForMail, now: Date): Message['ics'] {
  const own = appointmentWords(to.locale);
  const { location, url } = appointmentIcsWords(booking);
  const words = {
    title: appointmentValues(booking).kind,
    description: `${own('staff.open')}: ${deskLink(booking)}`,
    ...(location !== undefined && { location }),
    ...(url !== undefined && { url }),
    of: 'staff' as const,
  };
  return { method: 'PUBLISH', content: buildIcs(booking, words, 'publish', now), isFileOnly: true };
}
