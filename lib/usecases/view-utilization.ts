import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { inUseAt } from '@/lib/db/door-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type ListedSpace, viewListedSpaces } from './view-listed-spaces';

const id = z.number().int().positive();
const viewUtilizationInput = z.object({ locationId: id, categoryId: id.optional(), zoneId: id.optional() });

/** How many there are, how many of them are in use at all, and how many of those can be booked by themselves. */
type Counts = { total: number; active: number; bookable: number };

export type Utilization = {
  spaces: Counts;
  seats: Counts;
  /** `taken` of so many `places` at the moment, of `most` if all were in use: seats, or one that is booked as a whole. */
  each: { space: ListedSpace['space']; zoneId: number | null; taken: number; places: number; most: number }[];
};

/** What of a location is booked now, for programs that show how busy it is. A fixed number of queries. */
export async function viewUtilization(actor: Actor, raw: unknown, now: Date): Promise<Result<Utilization>> {
  const input = parse(viewUtilizationInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'read_staff_places')) return refuse({ code: 'not_allowed' });
  const { locationId, categoryId, zoneId } = input.value;
  const wish = { locationId, zoneId, categoryIds: categoryId && [categoryId], withInactive: true };
  const found = await viewListedSpaces(actor, wish, now);
  if (!found.ok) return found;
  const spaces = found.value.listed;
  // Seats are where their container is, whatever is written of their own zone.
  const all = await viewListedSpaces(actor, { locationId, what: 'seats', withInactive: true }, now);
  if (!all.ok) return all;
  const shown = new Set(spaces.map(({ space }) => space.id));
  const seats = all.value.listed.filter(({ space }) => space.container && shown.has(space.container.id));
  const inUse = await inUseAt(
    db(),
    [...spaces, ...seats].map(({ space }) => space.id),
    now,
  );
  return ok({
    spaces: countsOf(spaces),
    seats: countsOf(seats),
    each: spaces.map(({ space, listing: { zoneId: zone } }) => {
      const own = space.isContainer ? seats.filter((one) => one.space.container?.id === space.id) : [{ space }];
      const active = own.filter((one) => one.space.active);
      const taken = active.filter((one) => inUse.has(one.space.id)).length;
      return { space, zoneId: zone, taken, places: active.length, most: own.length };
    }),
  });
}

function countsOf(listed: readonly ListedSpace[]): Counts {
  const active = listed.filter(({ space }) => space.active);
  const bookable = active.filter(({ space }) => !space.isContainer);
  return { total: listed.length, active: active.length, bookable: bookable.length };
}
