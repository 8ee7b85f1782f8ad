import { getLocale, getTranslations } from 'next-intl/server';
import { BarChart } from '@/app/_ui/bar-chart';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { DemandStatistics } from '@/lib/usecases/view-demand-statistics';
import { StatisticsCard } from '../statistics-card';

/** What came of searches, for spaces and for people; what never happened is left out. */
export async function OutcomesCard({
  outcomes,
  filter,
}: Pick<DemandStatistics, 'outcomes'> & { filter: StatisticsFilter }) {
  const [t, locale] = [await getTranslations('demand.outcomes'), await getLocale()];
  const number = new Intl.NumberFormat(locale);
  return (
    <StatisticsCard id="outcomes" file="demand-outcomes" title={t('title')} text={t('text')} filter={filter}>
      <BarChart
        title={t('title')}
        columns={{ label: t('label'), value: t('spaces'), more: [t('people')] }}
        bars={outcomes
          .filter(({ spaces, people }) => spaces + people > 0)
          .map(({ outcome, spaces, people }) => ({
            ...{ key: outcome, label: t('name', { outcome }), value: spaces, shown: number.format(spaces) },
            more: [number.format(people)],
          }))}
      />
    </StatisticsCard>
  );
}
