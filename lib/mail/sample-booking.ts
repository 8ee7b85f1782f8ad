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
> & { libraryName: string; installationId: string; space: string; person: string };

const NAMES: Record<Locale, string> = { en: 'Alex Morgan', es: 'Alex Moreno' };

/** A booking of nobody's, tomorrow from two to three, for previews. */
export function sampleBooking(place: SamplePlace, template: BookingTemplate, locale: Locale, now: Date) {
  const { libraryName, installationId, space, person: _, ...item } = place;
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
      appointment: null,
    },
    cause: template === 'booking_cancelled' ? 'staff' : 'user',
    ...{
      patronName: NAMES[locale],
      patronEmail: 'alex@patrons.example',
      madeAt: now,
      holdUntil: addMinutes(now, 30),
    },
    ...{
      checkInCode: place.checkInBefore === null ? null : 'K7M',
      checkedInAt: null,
      noShowAt: null,
      mediationNote: '',
    },
    items: [{ ...item, name: space, kind: 'space', slug: null, start, end }],
  };
  const isMoved = template === 'booking_moved' || template === 'booking_changed';
  const extras: MailExtras = { before: isMoved ? before : null };
  return { booking, extras };
}

const KINDS: Record<Locale, string> = { en: 'Research consultation', es: 'Consulta de investigación' };
const ONLINE: Record<Locale, string> = { en: 'Online', es: 'En línea' };
const WORDS: Record<Locale, string> = {
  en: 'Here is the reading list that we spoke of.',
  es: 'Aquí tiene la lista de lecturas de la que hablamos.',
};

/** An appointment of nobody's, online, with somebody of the location. */
export function sampleAppointment(place: SamplePlace, template: BookingTemplate, locale: Locale, now: Date) {
  const { booking, extras } = sampleBooking({ ...place, space: place.person }, template, locale, now);
  const appointment: BookingForMail['appointment'] = {
    ...{ resourceId: 0, kindId: null, kindName: KINDS[locale], placeId: null, placeKind: 'online' },
    ...{ placeName: ONLINE[locale], building: null, directions: '', link: 'https://meet.example/sample' },
    ...{ teams: false, groupId: null, groupName: null, chosenBy: 'patron', fairness: null },
    ...{ person: place.person, slug: null, followUpWords: WORDS[locale] },
  };
  const items = booking.items.map((item) => ({ ...item, kind: 'person' as const, checkInBefore: null }));
  return { booking: { ...booking, checkInCode: null, appointment, items }, extras };
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
