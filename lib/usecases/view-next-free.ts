import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { fits } from '@/lib/booking/fits';
import { bookingFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS, type Interval } from '@/lib/time/interval';
import { startOfDay } from '@/lib/time/zone';
import { maySee, shownTo } from './shown-to';
import { spaceFilterInput, suits } from './space-filter';
import { patronFor } from './view-space-day';

const viewNextFreeInput = spaceFilterInput.extend({
  /** These spaces, or those of a category or a location that are like what the filter says. */
  spaceIds: z.array(z.number().int().positive()).max(1_000).optional(),
  categoryId: z.number().int().positive().optional(),
  locationId: z.number().int().positive().optional(),
  /** As long as is usual in the space's category unless said. */
  minutes: z.number().int().min(5).max(1440).optional(),
  from: z.date(),
});

export type NextFree = Interval & { spaceId: number; name: string; categoryId: number; timeZone: string };

/** Read so many days ahead at a time: most look no further than the first, and a year is never read at once. */
const STRETCHES = [2, 7, 14, 30, 60, 120, 365];

/**
 * The next time from `from` on that each of these spaces could be booked for so long, the earliest first, as far ahead as
 * bookings are open. Spaces without any are left out.
 */
export async function viewNextFree(actor: Actor, raw: unknown, now: Date): Promise<Result<NextFree[]>> {
  const input = parse(viewNextFreeInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { spaceIds: ids, categoryId, locationId, from, minutes, people = null, zone = null, features } = input.value;
  // What is named may be unlisted; what is not, is as in the lists that this person sees.
  const which = ids ? { ids } : { categoryId, locationId, categoryAccess: shownTo(actor) };
  const spaces = await resources(db(), { ...which, kind: 'space', activeOnly: true });
  const shown = spaces.filter(
    (space) => maySee(actor, space.access) && !space.isContainer && suits(space, { people, zone, features }),
  );
  return ok(await nextFree(actor, shown, { minutes, from }, now));
}

/** The same for spaces that were read, and may be seen. */
export async function nextFree(
  actor: Actor,
  spaces: readonly ResourceRecord[],
  { minutes, from }: { minutes?: number; from: Date },
  now: Date,
): Promise<NextFree[]> {
  const found: NextFree[] = [];
  let left = spaces;
  let start = from > now ? from : now;
  for (const days of STRETCHES) {
    const end = new Date(start.getTime() + days * DAY_MS);
    left = left.filter(
      (space) => startOfDay(lastOpenDate(space.policy, now, space.timeZone), space.timeZone) >= dayBefore(start),
    );
    if (left.length === 0) break;
    const known = await bookingFacts(db(), left, { start, end }, patronFor(actor), now);
    const near = start;
    const more = known.flatMap(({ resource, facts }) => {
      const length = minutes ?? resource.policy.defaultMinutes;
      const [when] = fits(facts, { start: near, end }, { minutes: length, near }, now, 1);
      const { id: spaceId, name, categoryId, timeZone } = resource;
      return when ? [{ ...when, spaceId, name, categoryId, timeZone }] : [];
    });
    found.push(...more);
    const done = new Set(more.map(({ spaceId }) => spaceId));
    left = left.filter(({ id }) => !done.has(id));
    start = end;
  }
  return found.sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** The last day that is open may have begun when a stretch begins. */
const dayBefore = (at: Date) => new Date(at.getTime() - DAY_MS);
