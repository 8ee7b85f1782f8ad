import { getLocale } from 'next-intl/server';
import { HeatTable } from '@/app/_ui/heat-table';
import { formatShortWeekday, formatWallTime, formatWeekday } from '@/lib/messages/format';

/** An hour of the week, Monday's first is 24, and how many there are in it. */
export type CountedHour = { key: number; count: number };

type Props = {
  title: string;
  /** Of the first column. */
  corner: string;
  /** At least one, each with some. */
  hours: readonly CountedHour[];
  /** What there is to see, by the hour in which there are the most. */
  summary: (most: { weekday: string; time: string; count: number }) => string;
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const DAY_HOURS = 24;

/** Counts by the hour of the week: hours down, weekdays across, from the first hour that has any to the last. */
export async function WeekHoursTable({ title, corner, hours, summary }: Props) {
  const locale = await getLocale();
  const number = new Intl.NumberFormat(locale);
  const ofDay = hours.map(({ key }) => key % DAY_HOURS);
  const [first, last] = [Math.min(...ofDay), Math.max(...ofDay)];
  const [most = { key: DAY_HOURS, count: 0 }] = hours.toSorted((a, b) => b.count - a.count || a.key - b.key);
  return (
    <HeatTable
      title={title}
      summary={summary({
        weekday: formatWeekday(Math.floor(most.key / DAY_HOURS), locale),
        time: formatWallTime((most.key % DAY_HOURS) * 60, locale),
        count: most.count,
      })}
      corner={corner}
      columns={WEEKDAYS.map((weekday) => ({
        key: weekday,
        label: formatShortWeekday(weekday, locale),
        name: formatWeekday(weekday, locale),
      }))}
      rows={Array.from({ length: last - first + 1 }, (_, at) => first + at).map((hour) => ({
        key: hour,
        label: formatWallTime(hour * 60, locale),
        cells: WEEKDAYS.map((weekday) => {
          const value = hours.find(({ key }) => key === weekday * DAY_HOURS + hour)?.count ?? 0;
          return { value, shown: number.format(value) };
        }),
      }))}
    />
  );
}
