import type { SeriesMail } from '@/lib/db/series-mail';
import { BOOKING_MAILS, type BookingTemplate, type MailVariable, variablesOf } from './booking-mails';

/** A mail to patrons that a location may put in its own words. */
export type OwnTemplate = BookingTemplate | SeriesMail['template'];

/** What such words may name. */
export type OwnVariable = MailVariable | SeriesVariable;

/** Of several bookings there is no one time, reference or code; each has its own below the words. */
const OF_SERIES = ['patron', 'space', 'count', 'where', 'location', 'library', 'link'] as const;
export type SeriesVariable = (typeof OF_SERIES)[number];

const SERIES_MAILS = ['series_booked', 'series_cancelled'] as const satisfies SeriesMail['template'][];

/** In the order of a booking's life, then those about several. */
export const OWN_MAILS: readonly OwnTemplate[] = [
  ...(Object.keys(BOOKING_MAILS) as BookingTemplate[]),
  ...SERIES_MAILS,
];

export const isSeriesMail = (template: OwnTemplate): template is SeriesMail['template'] =>
  SERIES_MAILS.some((one) => one === template);

export const ownVariablesOf = (template: OwnTemplate): readonly OwnVariable[] =>
  isSeriesMail(template) ? OF_SERIES : variablesOf(template);
