import { formatShortLocalDate, formatTimeRange, type Place } from '@/lib/messages/format';
import type { Interval } from '@/lib/time/interval';
import { localDateOf } from '@/lib/time/zone';

/** "Mon, Nov 23, 2026, 10:00–11:00 AM"; with both dates where it ends on another. */
export function whenText({ start, end }: Interval, place: Place): string {
  const [from, to] = [start, new Date(end.getTime() - 1)].map((at) => localDateOf(at, place.timeZone));
  const date = (day = '') => formatShortLocalDate(day, place.locale);
  const times = formatTimeRange(start, end, place);
  return from === to ? `${date(from)}, ${times}` : `${date(from)} – ${date(to)}, ${times}`;
}
