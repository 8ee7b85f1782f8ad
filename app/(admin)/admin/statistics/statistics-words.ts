import { getLocale, getTranslations } from 'next-intl/server';
import { formatDuration } from '@/lib/messages/format';

const DAY_MINUTES = 1440;

/** How the pages of statistics write numbers; a share that is not known is a dash. */
export async function statisticsWords() {
  const [t, locale] = [await getTranslations('statistics'), await getLocale()];
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, { style: 'percent' });
  return {
    t,
    locale,
    count: (value: number) => whole.format(value),
    hours: (minutes: number) => whole.format(minutes / 60),
    percent: (part: number | null) => (part === null ? t('unknown') : share.format(part)),
    /** Hours and minutes up to a day, then days. */
    ahead: (minutes: number) =>
      minutes < DAY_MINUTES
        ? formatDuration(Math.round(minutes), locale)
        : t('days', { days: Math.round(minutes / DAY_MINUTES) }),
  };
}
