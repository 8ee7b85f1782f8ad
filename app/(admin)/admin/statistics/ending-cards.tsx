import { HeatTable } from '@/app/_ui/heat-table';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = { numbers: SpaceStatistics; filter: StatisticsFilter };

/** What did not take place and how long before its start that was clear; and how long requests waited. */
export async function EndingCards({ numbers: { endings, requests, waitingRequests }, filter }: Props) {
  const { t } = await statisticsWords();
  const ended = endings.filter(({ count }) => count > 0).map(({ ending, ...one }) => ({ ...one, key: ending }));
  const answered = requests.map(({ answer, ...one }) => ({ ...one, key: answer }));
  const isAsked = waitingRequests > 0 || answered.some(({ count }) => count > 0);
  return (
    <>
      <StatisticsCard
        id="cancellations"
        title={t('cancellations.title')}
        text={t('cancellations.text')}
        filter={filter}
      >
        {ended.length === 0 ? (
          <p>{t('cancellations.none')}</p>
        ) : (
          <BandTable
            title={t('cancellations.caption')}
            corner={t('cancellations.corner')}
            rows={ended.map((one) => ({ ...one, label: t(`cancellations.${one.key}`) }))}
          />
        )}
      </StatisticsCard>
      <StatisticsCard id="requests" title={t('requests.title')} text={t('requests.text')} filter={filter}>
        {isAsked ? (
          <>
            <BandTable
              title={t('requests.caption')}
              corner={t('requests.corner')}
              rows={answered.map((one) => ({ ...one, label: t(`requests.${one.key}`) }))}
            />
            <p className="mt-3">{t('requests.waiting', { count: waitingRequests })}</p>
          </>
        ) : (
          <p>{t('requests.none')}</p>
        )}
      </StatisticsCard>
    </>
  );
}

type Row = Pick<SpaceStatistics['endings'][number], 'count' | 'bands'> & { key: string; label: string };

/** How many, and how many of them in each band of time. */
async function BandTable({ title, corner, rows }: { title: string; corner: string; rows: Row[] }) {
  const { t, count } = await statisticsWords();
  return (
    <HeatTable
      title={title}
      summary={title}
      corner={corner}
      columns={[
        { key: 'all', label: t('total') },
        ...(rows[0]?.bands ?? []).map(({ band }) => ({ key: band, label: t(`bands.${band}`) })),
      ]}
      rows={rows.map((row) => ({
        key: row.key,
        label: row.label,
        cells: [
          { value: 0, shown: count(row.count) },
          ...row.bands.map((one) => ({ value: one.count, shown: count(one.count) })),
        ],
      }))}
    />
  );
}
