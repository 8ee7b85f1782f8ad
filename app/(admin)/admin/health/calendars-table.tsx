import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { formatDateTime } from '@/lib/messages/format';
import type { SyncRow } from '@/lib/usecases/view-sync';
import { actionHref, isOfIntegration } from './action-href';
import { TONES } from './group-links';
import { SituationText } from './situation-text';

type Props = {
  rows: readonly SyncRow[];
  timeZone: string;
  /** Of the whole library: whoever keeps the integration, too. */
  whole: boolean;
};

/** A row a calendar: how it stands and the one thing to do, when it was read and written, what waits, how changes arrive. */
export function CalendarsTable({ rows, timeZone, whole }: Props) {
  const [t, locale] = [useTranslations('health'), useLocale()];
  const at = (moment: Date | null) => (moment ? formatDateTime(moment, { locale, timeZone }) : t('never'));
  return (
    <DataTable
      caption={t('calendars.caption')}
      stacks
      columns={(['calendar', 'state', 'read', 'written', 'queue', 'changes'] as const).map((key) => ({
        key,
        label: t(`calendars.${key}`),
      }))}
      rows={rows.map((row) => ({
        key: row.linkId,
        cells: [
          <span key="calendar" className="block min-w-36 lg:min-w-52">
            <Link
              href={`/admin/health/${row.linkId}`}
              prefetch={false}
              className="text-link inline-flex min-h-6 items-center"
            >
              {row.resourceName}
            </Link>
            <span className="block text-sm font-normal break-all text-ink-soft">{row.mailbox}</span>
          </span>,
          <span key="state" className="flex min-w-60 flex-col items-start gap-1">
            <Badge tone={TONES[row.group]}>{t(`groups.${row.group}`)}</Badge>
            <span>
              <SituationText row={row} timeZone={timeZone} />
            </span>
            {row.action && row.group !== 'held' && (whole || !isOfIntegration(row)) && (
              <Link href={actionHref(row)} prefetch={false} className="text-link inline-flex min-h-6 items-center">
                {t(`action.${row.action}`)}
              </Link>
            )}
          </span>,
          <span key="read" className="block min-w-28">
            {at(row.lastReadAt)}
          </span>,
          <span key="written" className="block min-w-28">
            {at(row.lastWriteAt)}
          </span>,
          t('queue', { due: row.due, dead: row.dead }),
          <span key="changes" className="block min-w-32">
            {row.whyPolled ? t(`polled.${row.whyPolled}`) : t('told')}
          </span>,
        ],
      }))}
    />
  );
}
