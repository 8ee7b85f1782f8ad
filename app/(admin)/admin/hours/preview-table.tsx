import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { spansText } from '@/app/(patron)/opening-words';
import { formatDuration, formatShortLocalDate } from '@/lib/messages/format';
import type { HoursView } from '@/lib/usecases/view-hours';

/** Each date as it will be, who says so, and where the clocks change. */
export function PreviewTable({ days, caption }: { days: HoursView['preview']; caption: string }) {
  const [t, words, locale] = [useTranslations('hours.admin'), useTranslations('hours.words'), useLocale()];
  const rows = days.map(({ date, spans, level, by, words: note, clockMinutes }) => {
    const duration = formatDuration(Math.abs(clockMinutes), locale);
    const source = by && level ? t(`source.${by}`, { level: t(`level.${level}`) }) : t('source.none');
    return {
      key: date,
      cells: [
        <span key="date" className="flex flex-wrap items-center gap-2">
          {formatShortLocalDate(date, locale)}
          {clockMinutes !== 0 && (
            <Badge tone="waiting">{words(clockMinutes > 0 ? 'clockForward' : 'clockBack', { duration })}</Badge>
          )}
        </span>,
        by ? spansText(spans, words, locale) : words('unset'),
        <span key="from" className="text-ink-soft">
          {note ? t('sourced', { source, words: note }) : source}
        </span>,
      ],
    };
  });
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'date', label: t('date') },
        { key: 'what', label: t('what') },
        { key: 'from', label: t('from') },
      ]}
      rows={rows}
    />
  );
}
