import { useLocale, useTranslations } from 'next-intl';
import { DataList } from '@/app/_ui/data-list';
import { formatDateTime, formatDuration } from '@/lib/messages/format';
import type { SyncRow } from '@/lib/usecases/view-sync';

/** What is known of one calendar, in the order in which one asks. */
export function CalendarFacts({ row, timeZone }: { row: SyncRow; timeZone: string }) {
  const [t, all, locale] = [useTranslations('health.facts'), useTranslations('health'), useLocale()];
  const at = (moment: Date | null) => (moment ? formatDateTime(moment, { locale, timeZone }) : all('never'));
  const queue = all('queue', { due: row.due, dead: row.dead });
  const number = new Intl.NumberFormat(locale);
  return (
    <DataList
      entries={[
        {
          term: t('read'),
          detail: row.lastReadAt
            ? t('lag', { time: at(row.lastReadAt), lag: minutes(row.lagSeconds, locale) })
            : all('never'),
        },
        { term: t('written'), detail: at(row.lastWriteAt) },
        {
          term: t('queue'),
          detail: row.oldestDueAt ? t('queueSince', { queue, time: at(row.oldestDueAt) }) : queue,
        },
        { term: t('changes'), detail: row.whyPolled ? all(`polled.${row.whyPolled}`) : all('told') },
        ...(row.changeMode === 'webhook'
          ? [
              { term: t('subscription'), detail: at(row.subscriptionExpiresAt) },
              { term: t('notified'), detail: at(row.lastNotifiedAt) },
            ]
          : []),
        { term: t('source'), detail: t(row.changeSource === 'listing' ? 'listing' : 'delta') },
        {
          term: t('account'),
          detail: t(`reached.${row.connectionMode === 'app' ? 'app' : 'account'}`, { account: row.account }),
        },
        { term: t('conflicts'), detail: number.format(row.openConflicts) },
        { term: t('skipped'), detail: t('skippedCount', { count: row.skippedItems }) },
        { term: t('corrections'), detail: t('correctionsCount', { count: row.corrections }) },
      ]}
    />
  );
}

/** Under two minutes in seconds, else in minutes and hours. */
const minutes = (seconds: number, locale: string) =>
  seconds < 120
    ? new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(Math.round(seconds))
    : formatDuration(Math.round(seconds / 60), locale);
