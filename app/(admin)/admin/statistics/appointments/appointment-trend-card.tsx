import { getLocale, getTranslations } from 'next-intl/server';
import { ColumnChart } from '@/app/_ui/column-chart';
import { formatShortLocalDate } from '@/lib/messages/format';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { AppointmentStatistics } from '@/lib/usecases/view-appointment-statistics';
import { StatisticsCard } from '../statistics-card';

/** How many there were, from slice to slice of the time. */
export async function AppointmentTrendCard({
  numbers: { grain, trend },
  filter,
}: {
  numbers: AppointmentStatistics;
  filter: StatisticsFilter;
}) {
  const [t, words, locale] = [
    await getTranslations('appointmentStatistics.trend'),
    await getTranslations('statistics'),
    await getLocale(),
  ];
  const number = new Intl.NumberFormat(locale);
  const most = trend.reduce((top, one) => (one.appointments > top.appointments ? one : top));
  return (
    <StatisticsCard id="trend" file="appointments-over-time" title={t('title')} text={t('text')} filter={filter}>
      <ColumnChart
        title={t('text')}
        summary={
          most.appointments > 0 &&
          t('summary', { grain, from: formatShortLocalDate(most.from, locale), count: most.appointments })
        }
        top={{ value: most.appointments, shown: number.format(most.appointments) }}
        steps={trend.map(({ from, appointments }) => ({
          ...{ key: from, label: formatShortLocalDate(from, locale) },
          ...{ value: appointments, shown: number.format(appointments) },
        }))}
        table={{ open: words('numbersOf'), label: t('slice', { grain }), value: t('value') }}
      />
    </StatisticsCard>
  );
}
