import { getLocale, getTranslations } from 'next-intl/server';
import { BarChart } from '@/app/_ui/bar-chart';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import { StatisticsCard } from '../statistics-card';

type Props = {
  what: 'subjects' | 'categories' | 'kinds' | 'places' | 'leads' | 'lengths';
  filter: StatisticsFilter;
  lines: readonly { key: string; name: string; appointments: number; cancelled: number }[];
};

/** The names of their files. */
const FILES = {
  ...{ subjects: 'appointments-subjects', categories: 'appointments-categories', kinds: 'appointments-kinds' },
  ...{ places: 'appointments-locations', leads: 'appointments-ahead', lengths: 'appointments-lengths' },
} as const;

/** Appointments by what they have in common: those that stood, and beside them those that were cancelled. */
export async function AppointmentLinesCard({ what, lines, filter }: Props) {
  const [t, locale] = [await getTranslations('appointmentStatistics'), await getLocale()];
  const number = new Intl.NumberFormat(locale);
  return (
    <StatisticsCard id={what} file={FILES[what]} title={t(`${what}.title`)} text={t(`${what}.text`)} filter={filter}>
      <BarChart
        title={t(`${what}.title`)}
        columns={{ label: t(`${what}.label`), value: t('columns.appointments'), more: [t('columns.cancelled')] }}
        bars={lines.map(({ key, name, appointments, cancelled }) => ({
          ...{ key, label: name, value: appointments, shown: number.format(appointments) },
          more: [number.format(cancelled)],
        }))}
      />
    </StatisticsCard>
  );
}
