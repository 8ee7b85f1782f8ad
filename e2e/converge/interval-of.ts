import { wallTime } from '@/lib/time/zone';
import type { Slot } from './acts';
import type { Place } from './place';

const ZONE = 'America/New_York';

/** A slot of the days to come as instants. */
export const intervalOf = (place: Place, { day, halfHour, halves }: Slot) => {
  const today = place.now().toISOString().slice(0, 10);
  const start = wallTime(today, day * 1440 + halfHour * 30, ZONE);
  return { start, end: new Date(start.getTime() + halves * 1_800_000) };
};
