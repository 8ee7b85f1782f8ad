import type { BookingForMail } from '@/lib/db/booking-mail';
import type { SeriesMail } from '@/lib/db/series-mail';
import type { Locale } from '@/lib/messages/locales';
import { addMinutes } from '@/lib/time/interval';
import { addDays, localDateOf, wallTime } from '@/lib/time/zone';
import type { BookingTemplate } from './booking-mails';
import type { MailExtras } from './compose-booking-mail';

/** Where the sample is booked: as the location's settings are. */
export type SamplePlace = Pick<
  BookingForMail['items'][number],
  | 'locationId'
  | 'location'
  | 'address'
  | 'timeZone'
  | 'checkInBefore'
  | 'checkInAfter'
  | 'directions'
  | 'locationDirections'
> & { libraryName: string; installationId: string; space: string };

const NAMES: Record<Locale, string> = { en: 'Alex Morgan', es: 'Alex Moreno' };

/** A booking of nobody's, tomorrow from two to three, for previews. */
export function sampleBooking(place: SamplePlace, template: BookingTemplate, locale: Locale, now: Date) {
  const { libraryName, installationId, space, ...item } = place;
  const start = wallTime(addDays(localDateOf(now, place.timeZone), 1), 14 * 60, place.timeZone);
  const end = addMinutes(start, 60);
  const before = { start: addMinutes(start, -120), end: addMinutes(end, -120), name: space };
  const booking: BookingForMail = {
    ...{
      publicId: 'sample22',
      status: 'confirmed',
      icsSequence: 0,
      statusReason: null,
      locale,
      libraryName,
      installationId,
      libraryMailbox: null,
    },
    cause: template === 'booking_cancelled' ? 'staff' : 'user',
    ...{
      patronName: NAMES[locale],
      patronEmail: 'alex@patrons.example',
      madeAt: now,
      holdUntil: addMinutes(now, 30),
    },
    ...{ checkInCode: place.checkInBefore === null ? null : 'K7M', checkedInAt: null, mediationNote: '' },
    items: [{ ...item, name: space, kind: 'space', slug: null, start, end }],
  };
  const isMoved = template === 'booking_moved' || template === 'booking_changed';
  const extras: MailExtras = { before: isMoved ? before : null };
  return { booking, extras };
}

/** The same on three days, a week from one to the next. */
export function sampleSeries(place: SamplePlace, template: SeriesMail['template'], locale: Locale, now: Date) {
  const isBooked = template === 'series_booked';
  return [0, 1, 2].map((week): BookingForMail => {
    const later = new Date(now.getTime() + week * 7 * 86_400_000);
    const { booking } = sampleBooking(place, isBooked ? 'booking_confirmed' : 'booking_cancelled', locale, later);
    return { ...booking, publicId: `sample2${week + 2}`, status: isBooked ? 'confirmed' : 'cancelled' };
  });
}
