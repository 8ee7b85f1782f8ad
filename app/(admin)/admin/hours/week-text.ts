import { type OpeningWords, spansText } from '@/app/(patron)/opening-words';
import { formatWeekday } from '@/lib/messages/format';
import { sameSpans } from '@/lib/time/group-dates';
import type { WallSpan } from '@/lib/time/opening';

/** A week in a few lines: days in a row that are alike stand together, "Monday to Thursday". */
export function weekLines(
  spans: readonly (WallSpan & { weekday: number })[],
  t: OpeningWords,
  locale: string,
): { days: string; hours: string }[] {
  const ofDay = (weekday: number) => spans.filter((span) => span.weekday === weekday);
  const runs: { first: number; last: number }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const run = runs.at(-1);
    if (run && sameSpans(ofDay(run.last), ofDay(weekday))) run.last = weekday;
    else runs.push({ first: weekday, last: weekday });
  }
  return runs.map(({ first, last }) => {
    const [from, to] = [formatWeekday(first, locale), formatWeekday(last, locale)];
    return { days: first === last ? from : t('days', { from, to }), hours: spansText(ofDay(first), t, locale) };
  });
}
