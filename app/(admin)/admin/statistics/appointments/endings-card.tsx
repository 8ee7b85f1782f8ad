import { getLocale, getTranslations } from 'next-intl/server';
import { BarChart } from '@/app/_ui/bar-chart';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { AppointmentStatistics } from '@/lib/usecases/view-appointment-statistics';
import { StatisticsCard } from '../statistics-card';

/** What became of them; what never happened is left out. */
export async function EndingsCard({
  endings,
  filter,
}: Pick<AppointmentStatistics, 'endings'> & { filter: StatisticsFilter }) {
  const [t, locale] = [await getTranslations('appointmentStatistics.endings'), await getLocale()];
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const all = endings.reduce((total, { count }) => total + count, 0);
  return (
    <StatisticsCard id="endings" file="appointments-endings" title={t('title')} text={t('text')} filter={filter}>
      <BarChart
        title={t('title')}
        columns={{ label: t('label'), value: t('value'), more: [t('share')] }}
        bars={endings
          .filter(({ count }) => count > 0)
          .map(({ ending, count }) => ({
            ...{ key: ending, label: t('name', { ending }), value: count, shown: number.format(count) },
            more: [percent.format(count / all)],
          }))}
      />
    </StatisticsCard>
  );
}
