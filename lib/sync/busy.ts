import { z } from 'zod';
import type { Interval } from '@/lib/time/interval';
import { startOfDay } from '@/lib/time/zone';

/** Which uncertain words of Outlook close time on a link; a column of the link, so defaults count when it is silent. */
const policy = z.object({
  tentative: z.boolean().catch(true),
  workingElsewhere: z.boolean().catch(false),
});

export type ShowAsPolicy = z.output<typeof policy>;

export const showAsPolicy = (stored: unknown): ShowAsPolicy => policy.parse(stored ?? {});

/** What of an event decides whether it is busy. All-day bounds are UTC midnights of its dates. */
export type Appearance = Interval & {
  type: string;
  allDay: boolean;
  showAs: string;
  cancelled: boolean;
  response: string | null;
};

/**
 * The time that an event closes, or null (sync-design §8, libcal-domain §5.1). Masters are never busy time; cancelled
 * and declined ones close nothing; all-day events float and are dates of the resource's zone, closed only when somebody
 * set them to busy or away. What we do not know counts as busy.
 */
export function busyTime(event: Appearance, policy: ShowAsPolicy, timeZone: string): Interval | null {
  if (event.type === 'seriesMaster' || event.cancelled || event.response === 'declined') return null;
  if (!closes(event.showAs, event.allDay, policy)) return null;
  const interval = event.allDay
    ? { start: dayIn(event.start, timeZone), end: dayIn(event.end, timeZone) }
    : { start: event.start, end: event.end };
  return interval.start < interval.end ? interval : null;
}

function closes(showAs: string, allDay: boolean, policy: ShowAsPolicy): boolean {
  switch (showAs) {
    case 'free':
      return false;
    case 'tentative':
      return policy.tentative && !allDay;
    case 'workingElsewhere':
      return policy.workingElsewhere && !allDay;
    default:
      return true;
  }
}

const dayIn = (utcMidnight: Date, timeZone: string) => startOfDay(utcMidnight.toISOString().slice(0, 10), timeZone);
