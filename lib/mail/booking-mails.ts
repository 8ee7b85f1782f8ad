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
  | 'why';

export type BookingMailKind = {
  /** Whether the booking stands, or waits to: then the mail leads to it, else to where the like is booked. */
  stands: boolean;
  /** METHOD of the calendar file; null: none, since nothing is promised, or nothing changes what the patron's shows. */
  ics: 'REQUEST' | 'CANCEL' | null;
  button: 'look' | 'see' | 'other' | 'verify' | 'checkIn';
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
  booking_checked_out: { ...stands(null), button: 'see' },
};

export const variablesOf = (template: BookingTemplate): readonly MailVariable[] => [
  ...COMMON,
  ...BOOKING_MAILS[template].variables,
];
