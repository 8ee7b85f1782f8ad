import { useLocale, useTranslations } from 'next-intl';
import { DataList } from '@/app/_ui/data-list';
import { formatDateRange, formatDateTime, formatShortDate } from '@/lib/messages/format';
import type { CaseView } from '@/lib/usecases/view-cases';
import { showAsWord } from './case-words';

type Props = {
  title: string;
  side: CaseView['theirs'];
  /** What is said where nothing stands. */
  nothing?: string;
  timeZone: string;
};

/** One of the two versions: when, how it is shown, and how old it is. Nobody's words. */
export function CaseSide({ title, side, nothing, timeZone }: Props) {
  const [t, locale] = [useTranslations('cases'), useLocale()];
  const place = { locale, timeZone };
  const at = (moment: Date | null) => (moment ? formatDateTime(moment, place) : t('unknown'));
  return (
    <div className="min-w-0 rounded-md border border-line p-4">
      <h4 className="mb-2 font-semibold">{title}</h4>
      {side === null ? (
        <p className="text-ink-soft">{nothing ?? t('nothing')}</p>
      ) : (
        <DataList
          entries={[
            {
              term: t('when'),
              detail: side.allDay
                ? t('allDay', { date: formatShortDate(side.start, { locale, timeZone: 'UTC' }) })
                : formatDateRange(side.start, side.end, place),
            },
            { term: t('showAs'), detail: t(`show.${showAsWord(side.showAs)}`) },
            { term: t('made'), detail: at(side.createdAt) },
            { term: t('changed'), detail: at(side.changedAt) },
          ]}
        />
      )}
    </div>
  );
}
