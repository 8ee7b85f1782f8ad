import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/lib/messages/format';
import type { SyncRow } from '@/lib/usecases/view-sync';

/** How a calendar stands, as a sentence. */
export function SituationText({ row, timeZone }: { row: SyncRow; timeZone: string }) {
  const [t, locale] = [useTranslations('health.situation'), useLocale()];
  const { situation, account, throttledUntil, dead, due, openConflicts, skippedItems } = row;
  switch (situation) {
    case 'reconnect':
    case 'blocked':
      return t(situation, { account });
    case 'waiting_as_told':
      return t(situation, { time: throttledUntil ? formatDateTime(throttledUntil, { locale, timeZone }) : '' });
    case 'writes_given_up':
      return t(situation, { count: dead });
    case 'cases_open':
      return t(situation, { count: openConflicts });
    case 'rows_unreadable':
      return t(situation, { count: skippedItems });
    case 'writing':
      return t(situation, { count: due });
    default:
      return t(situation);
  }
}
