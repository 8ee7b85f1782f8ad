import type { getTranslations } from 'next-intl/server';
import type { PersonSlots } from '@/lib/usecases/view-person-slots';

type Place = PersonSlots['offering']['places'][number];
type Words = Awaited<ReturnType<typeof getTranslations<'appointmentBooking'>>>;

/** How one meets at a place, in a few words. Its link is told to those who have booked, and to nobody before. */
export function placeHint(
  { kind, name, directions }: Place,
  { locationName }: Pick<PersonSlots['person'], 'locationName'>,
  t: Words,
): string {
  if (kind === 'online') return t('hint.online');
  const isSaid = name === locationName || directions.includes(locationName);
  const where = kind === 'room' ? t('hint.room', { location: locationName }) : isSaid ? '' : locationName;
  return [where, directions].filter(Boolean).join('. ') || t('hint.inPerson');
}
