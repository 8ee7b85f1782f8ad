import { BarChart } from '@/app/_ui/bar-chart';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = {
  id: string;
  title: string;
  text: string;
  summary?: string;
  /** What the groups are. */
  label: string;
  groups: { key: string; label: string; count: number }[];
  filter: StatisticsFilter;
};

/** Bookings in groups, each with its part of all. */
export async function GroupsCard({ id, title, text, summary, label, groups, filter }: Props) {
  const { t, count, percent } = await statisticsWords();
  const all = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <StatisticsCard id={id} title={title} text={text} filter={filter}>
      <BarChart
        title={title}
        summary={summary}
        columns={{ label, value: t('columns.bookings'), more: [t('columns.share')] }}
        bars={groups.map((group) => ({
          key: group.key,
          label: group.label,
          value: group.count,
          shown: count(group.count),
          more: [percent(all > 0 ? group.count / all : null)],
        }))}
      />
    </StatisticsCard>
  );
}
