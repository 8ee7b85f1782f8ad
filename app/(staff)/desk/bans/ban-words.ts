import { getLocale, getTranslations } from 'next-intl/server';
import { formatDateTime, formatLocalDate } from '@/lib/messages/format';
import type { BanView } from '@/lib/usecases/view-bans';

/** Where and until when somebody is barred, as staff read it. */
export async function banWords() {
  const [t, locale] = [await getTranslations('bans.list'), await getLocale()];
  return {
    where: ({ locationName }: BanView): string => locationName ?? t('everywhere'),
    until: ({ lastDay, liftedAt, timeZone }: BanView): string => {
      if (liftedAt) return t('lifted', { time: formatDateTime(liftedAt, { locale, timeZone }) });
      return lastDay ? t('lastDay', { date: formatLocalDate(lastDay, locale) }) : t('open');
    },
  };
}
