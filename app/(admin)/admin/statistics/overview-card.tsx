import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = { numbers: SpaceStatistics; filter: StatisticsFilter };

/** The numbers that are asked for first, each with what it means and how it stands to the days before, in words. */
export async function OverviewCard({ numbers, filter }: Props) {
  const { t, count, hours, percent, ahead } = await statisticsWords();
  const { days } = numbers.timeframe;
  const { bookings, minutes, total, noShows, cancelled, medianLeadMinutes } = numbers;
  const sentence = ({ comparison }: SpaceStatistics['bookings']) =>
    'percent' in comparison
      ? t(`compare.${comparison.how}`, { percent: percent(comparison.percent / 100), days })
      : t(`compare.${comparison.how}`, { days });
  const was = ({ before }: SpaceStatistics['noShows']) =>
    before === null ? t('compare.unknown', { days }) : t('compare.was', { value: percent(before), days });
  const entries = [
    { key: 'bookings', value: count(bookings.now), before: sentence(bookings) },
    { key: 'hours', value: hours(minutes.now), before: sentence(minutes) },
    { key: 'share', value: percent(total.share) },
    { key: 'noShows', value: percent(noShows.now), before: was(noShows) },
    { key: 'cancelled', value: percent(cancelled.now), before: was(cancelled) },
    { key: 'lead', value: medianLeadMinutes === null ? t('unknown') : ahead(medianLeadMinutes) },
  ] as const satisfies { key: string; value: string; before?: string }[];
  return (
    <StatisticsCard id="overview" title={t('overview.title')} filter={filter}>
      <dl className="grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
        {entries.map(({ key, value, ...more }) => (
          <div key={key}>
            <dt className="font-medium">{t(`overview.${key}`)}</dt>
            <dd>
              <p className="tabular font-serif text-2xl">{value}</p>
              {'before' in more && <p>{more.before}</p>}
              <p className="mt-1 text-sm text-ink-soft">{t(`overview.${key}Text`)}</p>
            </dd>
          </div>
        ))}
      </dl>
    </StatisticsCard>
  );
}
