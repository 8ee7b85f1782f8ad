import type { BookingForMail } from '@/lib/db/booking-mail';
import type { AppointmentVariable } from './booking-mails';
import { appointmentWords } from './mail-times';

/** What the variables of appointments say; empty of a booking of spaces. */
export function appointmentValues({ appointment, locale }: BookingForMail): Record<AppointmentVariable, string> {
  if (!appointment) return { kind: '', person: '', place: '', join: '', words: '' };
  const { kindName, person, placeName, placeKind, followUpWords } = appointment;
  return {
    kind: kindName || appointmentWords(locale)('plain'),
    person,
    place: placeName,
    join: placeKind === 'online' ? joinText({ appointment, locale }) : '',
    words: followUpWords,
  };
}

/** The link, or how it will reach the patron. */
export function joinText({ appointment, locale }: Pick<BookingForMail, 'appointment' | 'locale'>): string {
  if (!appointment) return '';
  const { link, teams, person } = appointment;
  return link || appointmentWords(locale)(teams ? 'linkComes' : 'linkByPerson', { person });
}

/** Whatever somebody has typed as a link: only an address of the web becomes one. */
export const isWebAddress = (link: string): boolean => /^https?:\/\/\S+$/i.test(link);

/** "Desk 3, Main Library, 1 Reading Lane"; of a meeting online its place's name alone. */
export function appointmentPlace({ appointment, items }: BookingForMail): string {
  if (!appointment) return '';
  const { placeKind, placeName, building } = appointment;
  if (placeKind === 'online') return placeName;
  const room = items.find(({ kind }) => kind === 'space');
  const there = room ?? items[0];
  const location = building ?? { name: there?.location ?? '', address: there?.address ?? '' };
  return [...new Set([room?.name ?? placeName, location.name, location.address])].filter(Boolean).join(', ');
}

/** How to find it, or what to know of a meeting online, line by line. */
export function waysOf({ appointment, items }: BookingForMail): string[] {
  if (!appointment) return [];
  const { placeKind, directions, building } = appointment;
  const room = items.find(({ kind }) => kind === 'space');
  const ways =
    placeKind === 'online'
      ? [directions]
      : [directions, room?.directions ?? '', building ? building.directions : (items[0]?.locationDirections ?? '')];
  return [...new Set(ways.map((one) => one.trim().replace(/\s+/g, ' ')).filter(Boolean))];
}
