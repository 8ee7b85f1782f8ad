import { addMinutes, type Interval } from '@/lib/time/interval';
import type { TeamView } from '@/lib/usecases/view-team';

const MOST = 3;

/** Times of the page that begin nearest to one that cannot be had, in order. */
export function nearTimes({ days, kind }: Pick<TeamView, 'days' | 'kind'>, start: Date): Interval[] {
  const distance = (one: Interval) => Math.abs(one.start.getTime() - start.getTime());
  return days
    .flatMap(({ slots }) =>
      slots.map((slot) => ({ start: slot.start, end: addMinutes(slot.start, kind?.minutes ?? 0) })),
    )
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MOST)
    .sort((a, b) => a.start.getTime() - b.start.getTime());
}
