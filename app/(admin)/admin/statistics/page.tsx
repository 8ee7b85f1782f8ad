import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { viewSpaceStatistics } from '@/lib/usecases/view-space-statistics';
import { BookingCards } from './booking-cards';
import { ClosedCard } from './closed-card';
import { EndingCards } from './ending-cards';
import { OverviewCard } from './overview-card';
import { StatisticsFilterForm } from './statistics-filter';
import { StatisticsNav } from './statistics-nav';
import { TrendCard } from './trend-card';
import { UseCards } from './use-cards';
import { WeekHoursCard } from './week-hours-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statistics'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StatisticsPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/admin/statistics');
  const view = await viewSpaceStatistics(actor, await searchParams, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('statistics');
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

type Shown = { numbers: SpaceStatistics; filter: StatisticsFilter };

/** Nothing was booked and nothing asked for: what will stand here, in place of a page of noughts. */
async function Numbers(shown: Shown) {
  const t = await getTranslations('statistics.empty');
  const { spaces, endings, waitingRequests } = shown.numbers;
  const isEmpty = spaces.every(({ bookings }) => bookings === 0) && endings.every(({ count }) => count === 0);
  if (isEmpty && waitingRequests === 0) return <EmptyState title={t('title')}>{t('text')}</EmptyState>;
  const isUsed = shown.numbers.weekHours.length > 0;
  return (
    <div className="grid gap-6">
      <OverviewCard {...shown} />
      {isUsed && <TrendCard {...shown} />}
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          {isUsed && <WeekHoursCard {...shown} />}
          <BookingCards {...shown} />
        </div>
        <div className="grid min-w-0 gap-6">
          <UseCards {...shown} />
          <EndingCards {...shown} />
          <ClosedCard {...shown} />
        </div>
      </div>
    </div>
  );
}
