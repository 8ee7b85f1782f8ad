import { closesBy, type ShowAsPolicy } from '@/lib/show-as';
import type { Interval } from '@/lib/time/interval';
import { startOfDay } from '@/lib/time/zone';

/** What of an event decides whether it is busy. All-day bounds are UTC midnights of its dates. */
export type Appearance = Interval & {
  type: string;
  allDay: boolean;
  showAs: string;
  cancelled: boolean;
  response: string | null;
};

/** Time that an event closes, for appointments of at least one mode; a space's it closes in any case. */
export type BusyTime = Interval & { inPerson: boolean; online: boolean };

/** How a booking takes place; null: of a space, or not known: then whatever closes any time closes its. */
export type BookingMode = 'in_person' | 'online' | null;

/**
 * The time that an event closes, or null (sync-design §8, libcal-domain §5.1). Masters are never busy time; cancelled
 * and declined ones close nothing; all-day events float and are dates of the resource's zone. What we do not know counts
 * as busy.
 */
export function busyTime(event: Appearance, policy: ShowAsPolicy, timeZone: string): BusyTime | null {
  if (event.type === 'seriesMaster' || event.cancelled || event.response === 'declined') return null;
  const inPerson = closesBy(policy.inPerson, event.showAs, event.allDay);
  const online = closesBy(policy.online, event.showAs, event.allDay);
  if (!inPerson && !online) return null;
  const { start, end } = timesOf(event, timeZone);
  return start < end ? { start, end, inPerson, online } : null;
}

/** When it is: of an all-day event, its dates there. */
export const timesOf = ({ start, end, allDay }: Interval & { allDay: boolean }, timeZone: string): Interval =>
  allDay ? { start: dayIn(start, timeZone), end: dayIn(end, timeZone) } : { start, end };

/** Whether busy time is busy for a booking of this mode. */
export const closesFor = (mode: BookingMode, { inPerson, online }: Pick<BusyTime, 'inPerson' | 'online'>): boolean =>
  mode === null || (mode === 'online' ? online : inPerson);

const dayIn = (utcMidnight: Date, timeZone: string) => startOfDay(utcMidnight.toISOString().slice(0, 10), timeZone);
