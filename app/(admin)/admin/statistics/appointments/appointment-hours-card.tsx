import { getTranslations } from 'next-intl/server';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { AppointmentStatistics } from '@/lib/usecases/view-appointment-statistics';
import { StatisticsCard } from '../statistics-card';
import { WeekHoursTable } from '../week-hours-table';

/** When appointments begin. Nothing where none stood. */
export async function AppointmentHoursCard({
  weekHours,
  filter,
}: Pick<AppointmentStatistics, 'weekHours'> & { filter: StatisticsFilter }) {
  const t = await getTranslations('appointmentStatistics.weekHours');
  if (weekHours.length === 0) return null;
  return (
    <StatisticsCard id="week-hours" file="appointments-hours" title={t('title')} text={t('text')} filter={filter}>
      <WeekHoursTable
        {...{ title: t('title'), corner: t('corner') }}
        hours={weekHours.map(({ key, appointments }) => ({ key, count: appointments }))}
        summary={(most) => t('summary', most)}
      />
    </StatisticsCard>
  );
}
