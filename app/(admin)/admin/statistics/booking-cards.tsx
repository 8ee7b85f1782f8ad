import { formatDuration } from '@/lib/messages/format';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { GroupsCard } from './groups-card';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = { numbers: SpaceStatistics; filter: StatisticsFilter };

/** Who books, how far ahead, and for how long. */
export async function BookingCards({ numbers, filter }: Props) {
  const { t, locale } = await statisticsWords();
  const { origins, leads, lengths, medianMinutes } = numbers;
  const by = (Object.keys(origins) as (keyof typeof origins)[]).filter((one) => one !== 'unknown' || origins[one] > 0);
  return (
    <>
      <GroupsCard
        id="booked-by"
        {...{ title: t('bookedBy.title'), text: t('bookedBy.text'), label: t('bookedBy.label'), filter }}
        groups={by.map((key) => ({ key, label: t(`bookedBy.${key}`), count: origins[key] }))}
      />
      <GroupsCard
        id="lead"
        {...{ title: t('ahead.title'), text: t('ahead.text'), label: t('ahead.label'), filter }}
        groups={leads.map(({ band, count }) => ({ key: band, label: t(`ahead.${band}`), count }))}
      />
      <GroupsCard
        id="lengths"
        {...{ title: t('lengths.title'), text: t('lengths.text'), label: t('lengths.label'), filter }}
        summary={
          medianMinutes === null ? undefined : t('lengths.summary', { length: formatDuration(medianMinutes, locale) })
        }
        groups={lengths.map(({ band, count }) => ({ key: band, label: t(`lengths.${band}`), count }))}
      />
      <CheckInCard numbers={numbers} filter={filter} />
    </>
  );
}

/** Who came and who did not, as far as anybody knows. */
async function CheckInCard({ numbers: { presences }, filter }: Props) {
  const { t } = await statisticsWords();
  const known = ['in', 'released', 'noted', 'unknown'] as const;
  const words = { id: 'check-in', title: t('checkIn.title'), text: t('checkIn.text'), filter };
  if (known.every((one) => presences[one] === 0))
    return <StatisticsCard {...words}>{t('checkIn.none')}</StatisticsCard>;
  return (
    <GroupsCard
      {...words}
      label={t('checkIn.label')}
      groups={[...known, 'not_asked' as const].map((key) => ({
        key,
        label: t(`checkIn.${key}`),
        count: presences[key],
      }))}
    />
  );
}
