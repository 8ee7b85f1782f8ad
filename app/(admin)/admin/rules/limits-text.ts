import type { getTranslations } from 'next-intl/server';
import { formatDuration } from '@/lib/messages/format';
import type { LocationLimitsView } from '@/lib/usecases/view-rules';

type Words = Awaited<ReturnType<typeof getTranslations<'rules'>>>;

/** "2 hours a day, 3 bookings still to come"; empty without limits. */
export const limitsText = (limits: LocationLimitsView['limits'], t: Words, locale: string): string =>
  limits
    .map(({ measure, per, most }) =>
      measure === 'minutes'
        ? t('limitMinutes', { duration: formatDuration(most, locale), per })
        : t('limitBookings', { most, per }),
    )
    .join(', ');
