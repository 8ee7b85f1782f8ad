import { getLocale, getTranslations } from 'next-intl/server';
import { ColumnChart } from '@/app/_ui/column-chart';
import { formatShortLocalDate } from '@/lib/messages/format';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { DemandStatistics } from '@/lib/usecases/view-demand-statistics';
import { StatisticsCard } from '../statistics-card';
import { shareText } from './share-text';

/** The share of searches without a result, from slice to slice of the time. */
export async function ShareCard({
  numbers: { grain, trend },
  filter,
}: {
  numbers: DemandStatistics;
  filter: StatisticsFilter;
}) {
  const [t, words, locale] = [
    await getTranslations('demand.trend'),
    await getTranslations('statistics'),
    await getLocale(),
  ];
  const share = ({ searches, fruitless }: { searches: number; fruitless: number }) =>
    searches > 0 ? fruitless / searches : 0;
  const most = trend.reduce((top, one) => (share(one) > share(top) ? one : top));
  return (
    <StatisticsCard id="trend" file="demand-over-time" title={t('title')} text={t('text')} filter={filter}>
      <ColumnChart
        title={t('text')}
        summary={
          share(most) > 0 &&
          t('summary', { grain, from: formatShortLocalDate(most.from, locale), share: shareText(most, locale) })
        }
        top={{ value: share(most), shown: shareText(most, locale) }}
        steps={trend.map((slice) => ({
          key: slice.from,
          label: formatShortLocalDate(slice.from, locale),
          value: share(slice),
          shown: shareText(slice, locale),
        }))}
        table={{ open: words('numbersOf'), label: t('slice', { grain }), value: t('value') }}
      />
    </StatisticsCard>
  );
}
