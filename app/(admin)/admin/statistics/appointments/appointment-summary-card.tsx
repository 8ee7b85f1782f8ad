import { getLocale, getTranslations } from 'next-intl/server';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { AppointmentStatistics } from '@/lib/usecases/view-appointment-statistics';
import { StatisticsCard } from '../statistics-card';

/** The numbers in sentences. */
export async function AppointmentSummaryCard({
  total,
  before,
  filter,
}: Pick<AppointmentStatistics, 'total' | 'before'> & { filter: StatisticsFilter }) {
  const [t, locale] = [await getTranslations('appointmentStatistics.summary'), await getLocale()];
  const { appointments, minutes, cancelled, noShows, others } = total;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const share = (part: number, whole: number) => percent.format(part / Math.max(1, whole));
  return (
    <StatisticsCard id="summary" file="appointments" title={t('title')} filter={filter}>
      <div className="prose-width flex flex-col gap-2">
        <p className="text-lg">{t('total', { count: appointments, hours: number.format(minutes / 60) })}</p>
        <p>{t('before', { count: before.appointments })}</p>
        <p>{t('cancelled', { count: cancelled, share: share(cancelled, appointments + cancelled + others) })}</p>
        <p>{t('noShows', { count: noShows, share: share(noShows, appointments) })}</p>
      </div>
    </StatisticsCard>
  );
}
