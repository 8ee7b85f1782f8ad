import type { WallSpan } from '@/lib/time/opening';

const DAY = 1440;

/** The fields of one day as a form begins with them (lib/usecases/hours-fields says how they are named). */
export function dayValues(day: number, spans: readonly WallSpan[]): Record<string, string> {
  const [first, ...more] = spans;
  if (!first) return { [`day-${day}`]: 'closed' };
  if (more.length === 0 && first.opensMinute === 0 && first.closesMinute === DAY) return { [`day-${day}`]: 'all_day' };
  const values: Record<string, string> = { [`day-${day}`]: 'open' };
  for (const [row, { opensMinute, closesMinute }] of spans.entries()) {
    values[`span-${day}-${row}-from`] = clock(opensMinute);
    values[`span-${day}-${row}-to`] = clock(closesMinute);
    if (closesMinute > DAY) values[`span-${day}-${row}-next`] = 'on';
  }
  return values;
}

export const weekValues = (spans: readonly (WallSpan & { weekday: number })[]): Record<string, string> =>
  Object.assign(
    {},
    ...[1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      dayValues(
        weekday,
        spans.filter((span) => span.weekday === weekday),
      ),
    ),
  );

const clock = (minute: number) => {
  const [hours, minutes] = [Math.floor((minute % DAY) / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};
