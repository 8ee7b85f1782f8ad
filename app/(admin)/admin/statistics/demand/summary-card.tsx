import { getLocale, getTranslations } from 'next-intl/server';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { DemandStatistics } from '@/lib/usecases/view-demand-statistics';
import { StatisticsCard } from '../statistics-card';
import { shareText } from './share-text';

/** The numbers in sentences, and what most searches without a result had in common, with what would help. */
export async function SummaryCard({ numbers, filter }: { numbers: DemandStatistics; filter: StatisticsFilter }) {
  const [t, locale] = [await getTranslations('demand'), await getLocale()];
  const { total, before, byPrograms, advice } = numbers;
  const share = (of: typeof total) => shareText(of, locale);
  return (
    <StatisticsCard id="summary" file="demand" title={t('summary.title')} filter={filter}>
      <div className="prose-width flex flex-col gap-2">
        <p className="text-lg">{t('summary.share', { ...total, share: share(total) })}</p>
        <p>
          {before.searches > 0
            ? t('summary.before', { searches: before.searches, share: share(before) })
            : t('summary.beforeNone')}
        </p>
        {total.otherTime > 0 && <p>{t('summary.otherTime', { count: total.otherTime })}</p>}
        {total.taken > 0 && <p>{t('summary.taken', { count: total.taken })}</p>}
        {byPrograms > 0 && <p>{t('summary.programs', { count: byPrograms })}</p>}
        <h3 className="mt-3 font-semibold">{t('advice.title')}</h3>
        <Advice advice={advice} />
      </div>
    </StatisticsCard>
  );
}

async function Advice({ advice }: Pick<DemandStatistics, 'advice'>) {
  const t = await getTranslations('demand.advice');
  if (!advice) return <p>{t('few')}</p>;
  const { people, minutes, when, feature, place, outcome } = advice;
  const said = [
    people !== null && t('people', { band: String(people) }),
    minutes !== null && t('minutes', { band: String(minutes) }),
    when !== null && t('when', { part: when }),
    feature !== null && t('feature', { feature }),
    place !== null && t('place', { place }),
    outcome !== null && t('outcome', { outcome }),
  ].filter((one) => one !== false);
  if (said.length === 0) return <p>{t('nothing')}</p>;
  return (
    <ul className="list-disc pl-5">
      {said.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
