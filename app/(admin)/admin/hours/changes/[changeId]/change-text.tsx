import { useLocale, useTranslations } from 'next-intl';
import { datesText, spansText } from '@/app/(patron)/opening-words';
import type { HoursChangeView } from '@/lib/usecases/view-hours-change';
import { weekLines } from '../../week-text';

/** What is to change, in words. */
export function ChangeText({ change }: { change: HoursChangeView['change'] }) {
  const [t, admin, words] = [
    useTranslations('hours.change.what'),
    useTranslations('hours.admin'),
    useTranslations('hours.words'),
  ];
  const locale = useLocale();
  const when =
    'to' in change && change.from && change.to ? datesText({ from: change.from, to: change.to }, words, locale) : '';
  switch (change.kind) {
    case 'week':
      return (
        <div>
          <p className="font-semibold">
            {t('week', { name: change.name || admin('usual') })}
            {when && `, ${when}`}
          </p>
          <ul className="mt-1">
            {weekLines(change.spans, words, locale).map(({ days, hours }) => (
              <li key={days}>
                {days}: {hours}
              </li>
            ))}
          </ul>
        </div>
      );
    case 'exception': {
      const hours = spansText(change.spans, words, locale);
      const said = change.note ? admin('noted', { hours, note: change.note }) : hours;
      return <p className="font-semibold">{t('exception', { when, hours: said })}</p>;
    }
    case 'drop_exception':
      return <p className="font-semibold">{t('drop_exception', { when })}</p>;
    default:
      return <p className="font-semibold">{t(change.kind)}</p>;
  }
}
