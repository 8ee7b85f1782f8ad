import type { Mail } from '@/lib/db/outbox';

export type BookingTemplate = Mail['template'];

/** What a library's own words may name; each mail has its closed list. */
export type MailVariable =
  | 'patron'
  | 'space'
  | 'when'
  | 'where'
  | 'location'
  | 'library'
  | 'reference'
  | 'link'
  | 'code'
  | 'until'
  | 'by'
  | 'why'
  | AppointmentVariable;

/** Known for appointments only. */
export type AppointmentVariable = 'kind' | 'person' | 'place' | 'join' | 'words';

export type BookingMailKind = {
  /** Whether the booking stands, or waits to: then the mail leads to it, else to where the like is booked. */
  stands: boolean;
  /** METHOD of the calendar file; null: none, since nothing is promised, or nothing changes what the patron's shows. */
  ics: 'REQUEST' | 'CANCEL' | null;
  button: 'look' | 'see' | 'other' | 'again' | 'verify' | 'checkIn';
  /** Beside {@link COMMON}. */
  variables: readonly MailVariable[];
};

/** Known for every booking. */
const COMMON = ['patron', 'space', 'when', 'where', 'location', 'library', 'reference', 'link'] as const;

const stands = (ics: 'REQUEST' | null, ...variables: MailVariable[]): BookingMailKind => ({
  ...{ stands: true, ics, button: 'look', variables },
});
const over = (ics: 'CANCEL' | null, ...variables: MailVariable[]): BookingMailKind => ({
  ...{ stands: false, ics, button: 'other', variables },
});

/** Every mail to a patron about a booking (libcal-domain §3), in the order of a booking's life. */
export const BOOKING_MAILS: Record<BookingTemplate, BookingMailKind> = {
  booking_verify: { ...stands(null, 'until'), button: 'verify' },
  booking_lapsed: over(null),
  booking_confirmed: stands('REQUEST', 'code'),
  booking_received: stands(null),
  booking_approved: stands('REQUEST', 'code'),
  // A booking that was changed waits for a mediator again, and stands in the patron's calendar.
  booking_denied: over('CANCEL'),
  booking_to_confirm: stands(null),
  booking_stands: stands('REQUEST', 'code'),
  booking_unconfirmed: over('CANCEL'),
  booking_refused: over('CANCEL'),
  booking_changed: stands('REQUEST'),
  booking_moved: stands('REQUEST', 'why'),
  booking_cancelled: over('CANCEL', 'by'),
  booking_withdrawn: over('CANCEL', 'why'),
  booking_reminder: stands(null, 'code'),
  check_in_reminder: { ...stands(null, 'code', 'until'), button: 'checkIn' },
  booking_released: over('CANCEL', 'until'),
  // Both of appointments only.
  meeting_link: stands('REQUEST'),
  follow_up: { ...stands(null, 'words'), button: 'again' },
  booking_checked_out: { ...stands(null), button: 'see' },
};

/** Instead of the space: what it is for, with whom and where. */
const OF_APPOINTMENTS = [
  ...(['patron', 'kind', 'person', 'when', 'where', 'place', 'join'] as const),
  ...(['location', 'library', 'reference', 'link'] as const),
];

/** The mails that an appointment has words of its own for, by the mail they stand in for. Nobody checks in to one. */
export const APPOINTMENT_WORDS = {
  booking_verify: 'appointment_verify',
  booking_lapsed: 'appointment_lapsed',
  booking_confirmed: 'appointment_confirmed',
  booking_received: 'appointment_received',
  booking_approved: 'appointment_approved',
  booking_denied: 'appointment_denied',
  booking_to_confirm: 'appointment_to_confirm',
  booking_stands: 'appointment_stands',
  booking_unconfirmed: 'appointment_unconfirmed',
  booking_refused: 'appointment_refused',
  booking_changed: 'appointment_changed',
  booking_moved: 'appointment_moved',
  booking_cancelled: 'appointment_cancelled',
  booking_withdrawn: 'appointment_withdrawn',
  booking_reminder: 'appointment_reminder',
  meeting_link: 'meeting_link',
  follow_up: 'follow_up',
} as const satisfies Partial<Record<BookingTemplate, string>>;

export type AppointmentWords = (typeof APPOINTMENT_WORDS)[keyof typeof APPOINTMENT_WORDS];

const isOfAppointments = (template: BookingTemplate): template is keyof typeof APPOINTMENT_WORDS =>
  template in APPOINTMENT_WORDS;

/** Whose words a mail about this booking has. */
export const appointmentWordsOf = (template: BookingTemplate, isAppointment: boolean): AppointmentWords | null =>
  isAppointment && isOfAppointments(template) ? APPOINTMENT_WORDS[template] : null;

/** The other way round. */
export function mailWithWords(words: AppointmentWords): BookingTemplate {
  const found = Object.entries(APPOINTMENT_WORDS).find(([, one]) => one === words);
  return found?.[0] as BookingTemplate;
}

export const appointmentVariablesOf = (words: AppointmentWords): readonly MailVariable[] => [
  ...OF_APPOINTMENTS,
  ...BOOKING_MAILS[mailWithWords(words)].variables.filter((name) => name !== 'code'),
];

export const variablesOf = (template: BookingTemplate): readonly MailVariable[] => [
  ...COMMON,
  ...BOOKING_MAILS[template].variables,
];
