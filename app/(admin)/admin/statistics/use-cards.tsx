import { BarChart } from '@/app/_ui/bar-chart';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = { numbers: SpaceStatistics; filter: StatisticsFilter };
type Line = Pick<SpaceStatistics['total'], 'share' | 'minutes' | 'bookings'> & { key: number; label: string };

/** So many are seen at once; the others on demand. */
const MOST = 12;

/** How much of its open time was booked: by category, and by space, the most used first. */
export async function UseCards({ numbers: { categories, spaces }, filter }: Props) {
  const { t, percent } = await statisticsWords();
  const isOne = new Set(categories.map(({ locationName }) => locationName)).size === 1;
  const groups = inOrder(
    categories.map((one) => ({
      ...one,
      key: one.categoryId,
      label: isOne ? one.categoryName : `${one.categoryName}, ${one.locationName}`,
    })),
  );
  const lines = inOrder(
    spaces.map(({ seats, name, ...one }) => ({
      ...one,
      key: one.id,
      label: seats > 0 ? t('spaces.seats', { name, count: seats }) : name,
    })),
  );
  const [most] = groups;
  return (
    <>
      <StatisticsCard id="categories" title={t('categories.title')} text={t('categories.text')} filter={filter}>
        <UseChart
          title={t('categories.title')}
          summary={most && t('categories.summary', { name: most.label, percent: percent(most.share) })}
          label={t('categories.label')}
          lines={groups}
        />
      </StatisticsCard>
      <StatisticsCard id="spaces" title={t('spaces.title')} text={t('spaces.text')} filter={filter}>
        <UseChart
          title={t('spaces.title')}
          summary={t('spaces.idle', { count: lines.filter(({ bookings }) => bookings === 0).length })}
          label={t('spaces.label')}
          lines={lines.slice(0, MOST)}
        />
        {lines.length > MOST && (
          <details className="mt-4">
            <summary className="text-link inline-flex min-h-6 cursor-pointer items-center">
              {t('spaces.all', { count: lines.length })}
            </summary>
            <div className="mt-3">
              <UseChart title={t('spaces.all', { count: lines.length })} label={t('spaces.label')} lines={lines} />
            </div>
          </details>
        )}
      </StatisticsCard>
    </>
  );
}

const inOrder = <T extends Line>(lines: readonly T[]): T[] =>
  lines.toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1) || b.minutes - a.minutes);

async function UseChart({
  lines,
  label,
  ...figure
}: {
  title: string;
  summary?: string;
  label: string;
  lines: Line[];
}) {
  const { t, count, hours, percent } = await statisticsWords();
  return (
    <BarChart
      {...figure}
      full={1}
      columns={{ label, value: t('columns.ofOpen'), more: [t('columns.hours'), t('columns.bookings')] }}
      bars={lines.map((line) => ({
        key: line.key,
        label: line.label,
        value: line.share ?? 0,
        shown: percent(line.share),
        more: [hours(line.minutes), count(line.bookings)],
      }))}
    />
  );
}
