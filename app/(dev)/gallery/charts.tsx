import { useTranslations } from 'next-intl';
import { BarChart } from '@/app/_ui/bar-chart';
import { ColumnChart } from '@/app/_ui/column-chart';
import { HeatTable } from '@/app/_ui/heat-table';

const WEEKS = [31, 44, 52, 0, 61, 58, 70, 66];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Numbers that are seen: groups, steps in time, and hours by weekdays. */
export function Charts({ theme }: { theme: string }) {
  const t = useTranslations('gallery');
  const title = t('chartTitle', { theme });
  return (
    <>
      <BarChart
        title={title}
        summary={t('chartSummary')}
        columns={{ label: t('chartCategory'), value: t('chartHours'), more: [t('chartShare')] }}
        bars={[
          { key: 1, label: 'Study rooms', value: 120, shown: '120', more: ['60 %'] },
          {
            key: 2,
            label: 'A category with a name that takes more than one line',
            value: 78,
            shown: '78',
            more: ['39 %'],
          },
          { key: 3, label: 'Studios', value: 0, shown: '0', more: ['–'] },
        ]}
      />
      <ColumnChart
        title={title}
        steps={WEEKS.map((value, week) => ({ key: `${week}`, label: `${week + 1}`, value, shown: `${value}` }))}
        top={{ value: 70, shown: '70' }}
        table={{ open: t('chartNumbers'), label: t('time'), value: t('chartHours') }}
      />
      <HeatTable
        title={`${title}, ${t('chartHour')}`}
        corner={t('chartHour')}
        columns={WEEKDAYS.map((label) => ({ key: label, label }))}
        rows={['9', '10', '11'].map((label, row) => ({
          key: label,
          label,
          cells: WEEKDAYS.map((_, day) => ({ value: (row + 1) * day, shown: `${(row + 1) * day}` })),
        }))}
      />
    </>
  );
}
