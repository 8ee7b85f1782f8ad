import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import { type AppointmentStatistics, viewAppointmentStatistics } from '@/lib/usecases/view-appointment-statistics';
import { StatisticsFilterForm } from '../statistics-filter';
import { StatisticsNav } from '../statistics-nav';
import { AppointmentHoursCard } from './appointment-hours-card';
import { AppointmentLinesCard } from './appointment-lines-card';
import { AppointmentSummaryCard } from './appointment-summary-card';
import { AppointmentTrendCard } from './appointment-trend-card';
import { EndingsCard } from './endings-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentStatistics'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Cards of very different heights, one under the other. */
const COLUMN = 'flex min-w-0 flex-col gap-6';

/** What appointments were about, when and where; never by whom. */
export default async function AppointmentStatisticsPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/admin/statistics/appointments');
  const view = await viewAppointmentStatistics(actor, await searchParams, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('appointmentStatistics');
  const { filter, numbers } = view.value;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <StatisticsNav filter={filter} />
      <StatisticsFilterForm asked={view.value} />
      {numbers && <Numbers numbers={numbers} filter={filter} />}
    </>
  );
}

async function Numbers({ numbers, filter }: { numbers: AppointmentStatistics; filter: StatisticsFilter }) {
  const t = await getTranslations('appointmentStatistics');
  const { total, leads, lengths } = numbers;
  if (total.appointments + total.cancelled + total.others === 0)
    return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>;
  const named = (what: 'subjects' | 'categories' | 'kinds' | 'places') =>
    numbers[what].map((line) => ({ ...line, key: line.key ?? 'none', name: line.name ?? t(`${what}.none`) }));
  const places = named('places').map((line) => (line.key === 'online' ? { ...line, name: t('places.online') } : line));
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <div className={COLUMN}>
        <AppointmentSummaryCard filter={filter} total={total} before={numbers.before} />
        <AppointmentLinesCard filter={filter} what="subjects" lines={named('subjects')} />
        <EndingsCard filter={filter} endings={numbers.endings} />
        <AppointmentLinesCard
          filter={filter}
          what="leads"
          lines={leads.map((line) => ({ ...line, key: line.band, name: t('leads.name', { band: line.band }) }))}
        />
        <AppointmentLinesCard
          filter={filter}
          what="lengths"
          lines={lengths.map((line) => ({ ...line, key: line.band, name: t('lengths.name', { band: line.band }) }))}
        />
      </div>
      <div className={COLUMN}>
        <AppointmentTrendCard filter={filter} numbers={numbers} />
        <AppointmentHoursCard filter={filter} weekHours={numbers.weekHours} />
        <AppointmentLinesCard filter={filter} what="kinds" lines={named('kinds')} />
        <AppointmentLinesCard filter={filter} what="places" lines={places} />
        <AppointmentLinesCard filter={filter} what="categories" lines={named('categories')} />
      </div>
    </div>
  );
}
