import type { CancelFacts } from '@/lib/booking/decide-change';
import type { BookingRecord } from '@/lib/db/booking-rows';

/** Of several items the strictest: the first start, the last end, the longest notice. */
export function cancelFactsOf({ status, items }: BookingRecord): CancelFacts {
  return {
    status,
    start: new Date(Math.min(...items.map(({ start }) => start.getTime()))),
    end: new Date(Math.max(...items.map(({ end }) => end.getTime()))),
    cancelByMinutes: Math.max(...items.map(({ cancelByMinutes }) => cancelByMinutes)),
  };
}
