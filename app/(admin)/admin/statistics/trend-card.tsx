import { ColumnChart } from '@/app/_ui/column-chart';
import { formatShortLocalDate } from '@/lib/messages/format';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = { numbers: SpaceStatistics; filter: StatisticsFilter };

/** How much was booked, from slice to slice of the time. */
export async function TrendCard({ numbers: { grain, trend }, filter }: Props) {
  const { t, locale, hours } = await statisticsWords();
  const most = trend.reduce((top, one) => (one.minutes > top.minutes ? one : top));
  const from = (date: string) => formatShortLocalDate(date, locale);
  return (
    <StatisticsCard id="over-time" title={t('trend.title')} text={t(`trend.${grain}`)} filter={filter}>
      <ColumnChart
        title={t(`trend.${grain}`)}
        summary={t('trend.summary', { grain, from: from(most.from), hours: hours(most.minutes) })}
        top={{ value: most.minutes, shown: t('hours', { hours: hours(most.minutes) }) }}
        steps={trend.map((one) => ({
          key: one.from,
          label: from(one.from),
          value: one.minutes,
          shown: hours(one.minutes),
        }))}
        table={{ open: t('numbersOf'), label: t(`trend.slice.${grain}`), value: t('trend.hours') }}
      />
    </StatisticsCard>
  );
}
