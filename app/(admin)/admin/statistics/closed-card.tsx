import { DataTable } from '@/app/_ui/data-table';
import { formatShortLocalDate } from '@/lib/messages/format';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = { numbers: SpaceStatistics; filter: StatisticsFilter };

/** So many are seen at once; the others on demand. */
const MOST = 8;

/** Open time that was nobody's to book: blocked by staff, or closed by a meeting in Outlook, whose titles nobody here knows. */
export async function ClosedCard({ numbers: { spaces, total, meetingsFrom }, filter }: Props) {
  const { t, locale } = await statisticsWords();
  const closed = spaces
    .filter(({ blocked, outlook }) => blocked + outlook > 0)
    .toSorted((a, b) => b.blocked + b.outlook - a.blocked - a.outlook);
  const all = { ...total, id: 0, name: t('total') };
  return (
    <StatisticsCard id="closed" file="spaces" title={t('closed.title')} text={t('closed.text')} filter={filter}>
      {closed.length === 0 ? (
        <p>{t('closed.none')}</p>
      ) : (
        <ClosedTable caption={t('closed.title')} lines={[all, ...closed.slice(0, MOST)]} />
      )}
      {closed.length > MOST && (
        <details className="mt-3">
          <summary className="text-link inline-flex min-h-6 cursor-pointer items-center">
            {t('closed.others', { count: closed.length - MOST })}
          </summary>
          <div className="mt-2">
            <ClosedTable caption={t('closed.others', { count: closed.length - MOST })} lines={closed.slice(MOST)} />
          </div>
        </details>
      )}
      <p className="mt-3 text-sm text-ink-soft">
        {t('closed.outlookText', { from: formatShortLocalDate(meetingsFrom, locale) })}
      </p>
    </StatisticsCard>
  );
}

type Line = Pick<SpaceStatistics['total'], 'blocked' | 'outlook'> & { id: number; name: string };

async function ClosedTable({ caption, lines }: { caption: string; lines: Line[] }) {
  const { t, hours } = await statisticsWords();
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'space', label: t('closed.label') },
        { key: 'blocked', label: t('closed.blocked'), align: 'end' },
        { key: 'outlook', label: t('closed.outlook'), align: 'end' },
      ]}
      rows={lines.map(({ id, name, blocked, outlook }) => ({
        key: id,
        cells: [name, t('hours', { hours: hours(blocked) }), t('hours', { hours: hours(outlook) })],
      }))}
    />
  );
}
