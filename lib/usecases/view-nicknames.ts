import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type DoorBooking, doorBookings } from '@/lib/db/door-bookings';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { overlaps } from '@/lib/time/interval';
import { isLocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { readableBy } from './shown-to';

const viewNicknamesInput = z.object({
  categoryIds: z.array(z.number().int().positive()).max(1_000),
  date: z.string().refine(isLocalDate, 'not_date').optional(),
});

export type SpaceNicknames = { space: ResourceRecord; bookings: DoorBooking[] };

/**
 * What stands in the spaces of these categories on a date, each with the name that its patron chose for the door and nothing
 * else of theirs. Today unless said; a date that is over is today (libcal-api §4.14). Three queries.
 */
export async function viewNicknames(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceNicknames[]>> {
  const input = parse(viewNicknamesInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { categoryIds, date } = input.value;
  const levels = readableBy(actor);
  const spaces = (await resources(db(), { categoryIds, kind: 'space', activeOnly: true })).filter(
    (space) => space.nicknames && levels.includes(space.access),
  );
  const dayIn = (timeZone: string) => {
    const today = localDateOf(now, timeZone);
    return localDay(date && date > today ? date : today, timeZone);
  };
  if (spaces.length === 0) return ok([]);
  const days = [...new Set(spaces.map(({ timeZone }) => timeZone))].map(dayIn);
  const range = {
    start: new Date(Math.min(...days.map(({ start }) => start.getTime()))),
    end: new Date(Math.max(...days.map(({ end }) => end.getTime()))),
  };
  const found = await doorBookings(
    db(),
    spaces.map(({ id }) => id),
    range,
  );
  return ok(
    spaces.map((space) => {
      const day = dayIn(space.timeZone);
      return { space, bookings: found.filter((one) => one.resourceId === space.id && overlaps(one, day)) };
    }),
  );
}
