import type { getTranslations } from 'next-intl/server';
import { formatDuration, formatTimeRange } from '@/lib/messages/format';
import { addMinutes, minutesIn } from '@/lib/time/interval';
import type { ChangeView } from '@/lib/usecases/view-change';
import { timeLabel } from '../../../time-label';

type Words = Awaited<ReturnType<typeof getTranslations<'patron'>>>;

/** What there is to choose from: starts and lengths, or whole periods; at first what it is now, as far as that is there. */
export function timesOf({ offers, space, item }: ChangeView, t: Words, locale: string) {
  if (offers.length === 0) return null;
  const place = { locale, timeZone: space.timeZone };
  const [from, length] = [item.start.toISOString(), minutesIn(item)];
  if (space.policy.fixedPeriods) {
    const periods = offers.map(({ start, minMinutes }) => ({ start, end: addMinutes(start, minMinutes) }));
    const choices = periods.map(({ start, end }) => ({
      value: `${start.toISOString()} ${end.toISOString()}`,
      label: formatTimeRange(start, end, place),
    }));
    return { period: { choices, value: chosen(choices, `${from} ${item.end.toISOString()}`) } };
  }
  const starts = offers.map(({ start }) => ({ value: start.toISOString(), label: timeLabel(start, place, t) }));
  const lengths = lengthsOf({ offers, space }).map((minutes) => ({
    value: String(minutes),
    label: formatDuration(minutes, locale),
  }));
  return {
    start: { choices: starts, value: chosen(starts, from) },
    minutes: { choices: lengths, value: chosen(lengths, String(length)) },
  };
}

const chosen = (choices: readonly { value: string }[], value: string) =>
  (choices.find((one) => one.value === value) ?? choices[0])?.value ?? '';

/** Every length that some start of the day allows; whether this start does, the rule says when it is sent. */
function lengthsOf({ offers, space: { policy } }: Pick<ChangeView, 'offers' | 'space'>): number[] {
  const longest = Math.max(...offers.map(({ maxMinutes }) => maxMinutes));
  const lengths: number[] = [];
  for (let minutes = policy.minMinutes; minutes <= longest; minutes += policy.stepMinutes) lengths.push(minutes);
  return lengths;
}
