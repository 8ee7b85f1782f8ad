import type { CancelFacts } from '@/lib/booking/decide-change';
import type { BookingRecord } from '@/lib/db/booking-rows';

/**
 * Of several spaces the strictest: the first start, the last end, the longest notice. Of an appointment the notice of its
 * kind, whatever its room asks of those who book it by itself (own reading).
 */
export function cancelFactsOf({ status, items }: BookingRecord): CancelFacts {
  const people = items.filter(({ kind }) => kind === 'person');
  const asking = people.length > 0 ? people : items;
  return {
    status,
    start: new Date(Math.min(...items.map(({ start }) => start.getTime()))),
    end: new Date(Math.max(...items.map(({ end }) => end.getTime()))),
    cancelByMinutes: Math.max(...asking.map(({ cancelByMinutes }) => cancelByMinutes)),
  };
}
