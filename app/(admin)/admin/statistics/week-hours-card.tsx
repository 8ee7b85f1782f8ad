import { HeatTable } from '@/app/_ui/heat-table';
import { formatHour, formatShortWeekday, formatWeekday } from '@/lib/messages/format';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';
import type { SpaceStatistics } from '@/lib/usecases/space-statistics';
import { StatisticsCard } from './statistics-card';
import { statisticsWords } from './statistics-words';

type Props = { numbers: SpaceStatistics; filter: StatisticsFilter };

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** When spaces are booked: hours down, weekdays across, the night after the day. */
export async function WeekHoursCard({ numbers: { weekHours }, filter }: Props) {
  const { t, locale, hours } = await statisticsWords();
  const minutesOf = new Map(weekHours.map(({ weekday, hour, minutes }) => [weekday * 24 + hour, minutes]));
  const busiest = weekHours.reduce((top, one) => (one.minutes > top.minutes ? one : top));
  const clock = (hour: number) => formatHour(Date.UTC(2026, 0, 1, hour), { locale, timeZone: 'UTC' });
  return (
    <StatisticsCard id="hours" title={t('weekHours.title')} text={t('weekHours.text')} filter={filter}>
      <HeatTable
        title={t('weekHours.title')}
        summary={t('weekHours.summary', {
          weekday: formatWeekday(busiest.weekday, locale),
          time: clock(busiest.hour),
          hours: hours(busiest.minutes),
        })}
        corner={t('weekHours.corner')}
        columns={WEEKDAYS.map((weekday) => ({
          key: weekday,
          label: formatShortWeekday(weekday, locale),
          name: formatWeekday(weekday, locale),
        }))}
        rows={hoursFromMorning(weekHours.map(({ hour }) => hour)).map((hour) => ({
          key: hour,
          label: clock(hour),
          cells: WEEKDAYS.map((weekday) => {
            const value = minutesOf.get(weekday * 24 + hour) ?? 0;
            return { value, shown: hours(value) };
          }),
        }))}
      />
    </StatisticsCard>
  );
}

/** The hours that are booked and those between them, from the end of the longest rest on: 9 to 23 and then 0 to 1. */
function hoursFromMorning(booked: readonly number[]): number[] {
  const used = [...new Set(booked)].toSorted((a, b) => a - b);
  const rests = used.map((hour, at) => (hour - (used.at(at - 1) ?? hour) + 24) % 24 || 24);
  const first = used[rests.indexOf(Math.max(...rests))] ?? 0;
  const length = 25 - Math.max(...rests);
  return Array.from({ length }, (_, at) => (first + at) % 24);
}
