import { getTranslations } from 'next-intl/server';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { DemandStatistics } from '@/lib/usecases/view-demand-statistics';
import { StatisticsCard } from '../statistics-card';
import { WeekHoursTable } from '../week-hours-table';

/** When spaces were wanted and not to be had. */
export async function WantedHoursCard({
  weekHours,
  filter,
}: Pick<DemandStatistics, 'weekHours'> & { filter: StatisticsFilter }) {
  const t = await getTranslations('demand.weekHours');
  const hours = weekHours.flatMap(({ key, fruitless }) =>
    key !== null && fruitless > 0 ? [{ key, count: fruitless }] : [],
  );
  return (
    <StatisticsCard
      id="week-hours"
      file="demand-hours"
      title={t('title')}
      text={hours.length > 0 ? t('text') : t('none')}
      filter={filter}
    >
      {hours.length > 0 && (
        <WeekHoursTable {...{ title: t('title'), corner: t('corner'), hours }} summary={(most) => t('summary', most)} />
      )}
    </StatisticsCard>
  );
}
