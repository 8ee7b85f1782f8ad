import type { getTranslations } from 'next-intl/server';
import type { BookingView } from '@/lib/usecases/view-booking';
import { Lines } from './(patron)/lines';
import { waysTo } from './(patron)/ways-to';
import { fairText } from './fair-text';

type Appointment = NonNullable<BookingView['appointment']>;
type Items = BookingView['items'];
type Words = Awaited<ReturnType<typeof getTranslations<'appointmentBooking'>>>;

const OVER: ReadonlySet<BookingView['status']> = new Set(['denied', 'expired', 'cancelled', 'released']);

/**
 * What an appointment is for, with whom and where, as lines of a list of facts; empty: it is none. Of one that does not take
 * place nobody is shown the way into its meeting.
 */
export function appointmentEntries(
  { appointment, items, status }: Pick<BookingView, 'appointment' | 'items' | 'status'>,
  t: Words,
) {
  const person = items.find(({ kind }) => kind === 'person');
  if (!appointment || !person) return [];
  const room = items.find(({ kind }) => kind === 'space');
  const { kindName, placeKind, directions, building } = appointment;
  const isOnline = placeKind === 'online';
  const ways = isOnline
    ? waysTo(directions)
    : waysTo(directions, room?.directions ?? '', building ? building.directions : person.locationDirections);
  return [
    ...(kindName ? [{ term: t('kind'), detail: kindName }] : []),
    { term: t('with'), detail: <Whom name={person.name} why={fairText(appointment, person.name, t)} /> },
    { term: t('where'), detail: placeText(appointment, items) },
    ...(isOnline && !OVER.has(status) ? [{ term: t('link'), detail: linkText(appointment, person.name, t) }] : []),
    ...(ways.length > 0 ? [{ term: t(isOnline ? 'howTo' : 'directions'), detail: <Lines lines={ways} /> }] : []),
  ];
}

/** "Desk 3, Main Library, 1 Reading Lane"; of a meeting online its place's name alone. */
export function placeText(appointment: Appointment, items: Items): string {
  const { placeKind, placeName, building } = appointment;
  if (placeKind === 'online') return placeName;
  const person = items.find(({ kind }) => kind === 'person');
  const room = items.find(({ kind }) => kind === 'space');
  const there = room ?? person;
  const location = building ?? { name: there?.locationName ?? '', address: there?.locationAddress ?? '' };
  return [...new Set([room?.name ?? placeName, location.name, location.address])].filter(Boolean).join(', ');
}

/** Whatever somebody has typed there: only an address of the web becomes a link. */
function linkText({ link, teams }: Appointment, name: string, t: Words) {
  if (/^https?:\/\//i.test(link))
    return (
      <a href={link} className="text-link break-all" rel="noreferrer">
        {link}
      </a>
    );
  return link || t(teams ? 'linkComes' : 'linkByPerson', { name });
}

function Whom({ name, why }: { name: string; why: string | null }) {
  return (
    <>
      {name}
      {why && <span className="block text-sm text-ink-soft">{why}</span>}
    </>
  );
}
