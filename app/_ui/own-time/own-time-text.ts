import { formatDateTime, formatShortDate, formatTime, formatTimeRange, type Place } from '@/lib/messages/format';

type Instant = Date | string;

/**
 * A time as the visitor's own clock shows it: "7:00–8:00 PM", with the day where it is another one; null where both clocks
 * agree. Times are the library's; this is an addition (libcal-domain §2.5).
 */
export function ownTimeText(start: Instant, end: Instant | null, place: Place, ownZone: string): string | null {
  const own = { ...place, timeZone: ownZone };
  const agrees = (at: Instant) => formatDateTime(at, place) === formatDateTime(at, own);
  if (agrees(start) && (end === null || agrees(end))) return null;
  const time = end === null ? formatTime(start, own) : formatTimeRange(start, end, own);
  const day = formatShortDate(start, own);
  return day === formatShortDate(start, place) ? time : `${day}, ${time}`;
}
