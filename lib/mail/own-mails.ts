import type { SeriesMail } from '@/lib/db/series-mail';
import {
  APPOINTMENT_WORDS,
  type AppointmentWords,
  appointmentVariablesOf,
  BOOKING_MAILS,
  type BookingTemplate,
  type MailVariable,
  variablesOf,
} from './booking-mails';

/** A mail to patrons that a location may put in its own words. */
export type OwnTemplate = SpaceMail | AppointmentWords | SeriesMail['template'];

/** About a booking of spaces. */
export type SpaceMail = Exclude<BookingTemplate, 'meeting_link' | 'follow_up'>;

/** What such words may name. */
export type OwnVariable = MailVariable | SeriesVariable;

/** Of several bookings there is no one time, reference or code; each has its own below the words. */
const OF_SERIES = ['patron', 'space', 'count', 'where', 'location', 'library', 'link'] as const;
export type SeriesVariable = (typeof OF_SERIES)[number];

const SERIES_MAILS = ['series_booked', 'series_cancelled'] as const satisfies SeriesMail['template'][];

const APPOINTMENT_MAILS: readonly AppointmentWords[] = Object.values(APPOINTMENT_WORDS);

export const isAppointmentMail = (template: string): template is AppointmentWords =>
  APPOINTMENT_MAILS.some((one) => one === template);

/** In the order of a booking's life, then those about several, then those about appointments. */
export const OWN_MAILS: readonly OwnTemplate[] = [
  ...Object.keys(BOOKING_MAILS).filter((one): one is SpaceMail => !isAppointmentMail(one)),
  ...SERIES_MAILS,
  ...APPOINTMENT_MAILS,
];

export const isSeriesMail = (template: OwnTemplate): template is SeriesMail['template'] =>
  SERIES_MAILS.some((one) => one === template);

export function ownVariablesOf(template: OwnTemplate): readonly OwnVariable[] {
  if (isSeriesMail(template)) return OF_SERIES;
  return isAppointmentMail(template) ? appointmentVariablesOf(template) : variablesOf(template);
}
