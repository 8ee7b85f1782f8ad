import { getLocale, getTranslations } from 'next-intl/server';
import { BarChart } from '@/app/_ui/bar-chart';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import { StatisticsCard } from '../statistics-card';
import { shareText } from './share-text';

type Props = {
  what: 'people' | 'minutes' | 'ahead' | 'features' | 'subjects' | 'places';
  filter: StatisticsFilter;
  lines: readonly { key: string | number | null; name: string; searches: number; fruitless: number }[];
};

/** The names of their files. */
const FILES = {
  ...{ people: 'demand-people', minutes: 'demand-lengths', ahead: 'demand-ahead', features: 'demand-features' },
  ...{ subjects: 'demand-subjects', places: 'demand-locations' },
} as const;

/** Searches by what they had in common: how many found nothing, of how many. Nothing where there is none. */
export async function SearchLinesCard({ what, lines, filter }: Props) {
  const [t, locale] = [await getTranslations('demand'), await getLocale()];
  const number = new Intl.NumberFormat(locale);
  if (lines.length === 0) return null;
  return (
    <StatisticsCard id={what} file={FILES[what]} title={t(`${what}.title`)} text={t(`${what}.text`)} filter={filter}>
      <BarChart
        title={t(`${what}.title`)}
        columns={{
          label: t(`${what}.label`),
          value: t('columns.fruitless'),
          more: [t('columns.share')],
        }}
        bars={lines.map(({ key, name, searches, fruitless }) => ({
          key: key ?? 'open',
          label: name,
          value: fruitless,
          shown: t('columns.of', { fruitless: number.format(fruitless), searches: number.format(searches) }),
          more: [shareText({ searches, fruitless }, locale)],
        }))}
      />
    </StatisticsCard>
  );
}
