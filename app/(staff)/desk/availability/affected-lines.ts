import { getLocale, getTranslations } from 'next-intl/server';
import { formatDateRange } from '@/lib/messages/format';
import type { AvailabilityChanged } from '@/lib/usecases/change-availability';
import type { Asked } from './asking-state';

type Affected = Extract<AvailabilityChanged, { saved: false }>['affected'];

/** When, who and where, in the clock of the person's location. */
export async function affectedLines(affected: Affected, timeZone: string): Promise<Asked['lines']> {
  const [t, locale] = [await getTranslations('availability.affected'), await getLocale()];
  return affected.map(({ publicId, start, end, patronName, placeName }) => ({
    ...{ id: publicId, href: `/desk/bookings/${publicId}` },
    words: [formatDateRange(start, end, { locale, timeZone }), patronName || t('noName'), placeName]
      .filter(Boolean)
      .join(', '),
  }));
}
