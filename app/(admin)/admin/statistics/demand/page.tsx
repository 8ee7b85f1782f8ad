import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { type DemandStatisticsView, viewDemandStatistics } from '@/lib/usecases/view-demand-statistics';
import { StatisticsFilterForm } from '../statistics-filter';
import { StatisticsNav } from '../statistics-nav';
import { OutcomesCard } from './outcomes-card';
import { SearchLinesCard } from './search-lines-card';
import { ShareCard } from './share-card';
import { SummaryCard } from './summary-card';
import { WantedHoursCard } from './wanted-hours-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('demand'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Cards of very different heights, one under the other. */
const COLUMN = 'flex min-w-0 flex-col gap-6';

/** What people looked for and did not find. */
export default async function DemandPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/admin/statistics/demand');
  const view = await viewDemandStatistics(actor, await searchParams, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('demand');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <StatisticsNav filter={view.value.filter} />
      <StatisticsFilterForm asked={view.value} note={t('counts')} />
      <Numbers view={view.value} />
    </>
  );
}

async function Numbers({ view: { numbers, isWhole, filter } }: { view: DemandStatisticsView }) {
  const t = await getTranslations('demand');
  if (!numbers) return null;
  if (numbers.total.searches + numbers.total.taken === 0)
    return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>;
  const banded = (what: 'people' | 'minutes' | 'ahead') =>
    numbers[what].map((line) => ({ ...line, name: t(`${what}.name`, { band: String(line.key ?? '') }) }));
  const named = (what: 'features' | 'subjects' | 'places') =>
    numbers[what].map((line) => ({ ...line, name: line.key === null ? t(`${what}.any`) : line.key }));
  const places = named('places').map((line) => (line.key === 'online' ? { ...line, name: t('places.online') } : line));
  return (
    <>
      {!isWhole && <p className="prose-width mb-4 text-ink-soft">{t('whereAsked')}</p>}
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className={COLUMN}>
          <SummaryCard filter={filter} numbers={numbers} />
          <OutcomesCard filter={filter} outcomes={numbers.outcomes} />
          <SearchLinesCard filter={filter} what="people" lines={banded('people')} />
          <SearchLinesCard filter={filter} what="minutes" lines={banded('minutes')} />
          <SearchLinesCard filter={filter} what="ahead" lines={banded('ahead')} />
        </div>
        <div className={COLUMN}>
          <ShareCard filter={filter} numbers={numbers} />
          <WantedHoursCard filter={filter} weekHours={numbers.weekHours} />
          <SearchLinesCard filter={filter} what="places" lines={places} />
          <SearchLinesCard filter={filter} what="features" lines={named('features')} />
          <SearchLinesCard filter={filter} what="subjects" lines={named('subjects')} />
        </div>
      </div>
    </>
  );
}
