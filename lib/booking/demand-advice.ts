import type { SearchOutcome } from './types';

/** When in the week somebody wanted something. */
export type DayPart = 'weekday_mornings' | 'weekday_afternoons' | 'weekday_evenings' | 'weekends';

type Counted<K> = readonly { key: K | null; fruitless: number }[];

/** Searches for spaces that found nothing, by what they were for; a null key: it was left open. */
export type Fruitless = {
  total: number;
  outcome: Counted<SearchOutcome>;
  /** The least of its band, and the most of its band in minutes. */
  people: Counted<number>;
  minutes: Counted<number>;
  /** Monday's first hour is 24. */
  weekHour: Counted<number>;
  feature: Counted<string>;
  place: Counted<string>;
};

/** What most of them had in common, each by itself; null: most had nothing in common there. */
export type DemandAdvice = {
  total: number;
  outcome: SearchOutcome | null;
  people: number | null;
  minutes: number | null;
  when: DayPart | null;
  feature: string | null;
  place: string | null;
};

/** Fewer say nothing about anybody but themselves. */
export const FEW = 10;

/**
 * What searches without a result have in common: whatever more than half of them said. Those that left it open count among
 * all, so that "most" is most of all of them. Null: there are too few to say.
 */
export function demandAdvice(fruitless: Fruitless): DemandAdvice | null {
  const { total } = fruitless;
  if (total < FEW) return null;
  const most = <K>(counted: Counted<K>): K | null =>
    counted.find((one) => one.key !== null && one.fruitless * 2 > total)?.key ?? null;
  return {
    total,
    outcome: most(fruitless.outcome),
    people: most(fruitless.people),
    minutes: most(fruitless.minutes),
    when: most(byDayPart(fruitless.weekHour)),
    feature: most(fruitless.feature),
    place: most(fruitless.place),
  };
}

const NOON = 12;
const EVENING = 17;

/** Hour of the week: Monday's first is 24. */
function dayPartOf(weekHour: number): DayPart {
  const [weekday, hour] = [Math.floor(weekHour / 24), weekHour % 24];
  if (weekday > 5) return 'weekends';
  if (hour < NOON) return 'weekday_mornings';
  return hour < EVENING ? 'weekday_afternoons' : 'weekday_evenings';
}

function byDayPart(hours: Counted<number>): { key: DayPart; fruitless: number }[] {
  const parts = new Map<DayPart, number>();
  for (const { key, fruitless } of hours)
    if (key !== null) parts.set(dayPartOf(key), (parts.get(dayPartOf(key)) ?? 0) + fruitless);
  return [...parts].map(([key, fruitless]) => ({ key, fruitless }));
}
