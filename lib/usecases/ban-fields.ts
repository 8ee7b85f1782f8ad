import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import { locations } from '@/lib/db/library';
import { ok, type Result, refuse } from '@/lib/result';
import { addDays, isLocalDate, startOfDay } from '@/lib/time/zone';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);

/** The last day of a ban, by the library's calendar; left out: until somebody lifts it. */
export const lastDayField = z.preprocess(missingIfEmpty, z.string().refine(isLocalDate, 'not_date').optional());

export const locationField = z.preprocess(missingIfEmpty, z.coerce.number().int().positive().optional());

/** The zone that a ban's days are of: its location's, else that of the library's first. */
export async function zoneOf(tx: Tx, locationId: number | null): Promise<string> {
  return (await zoneFinder(tx))(locationId);
}

/** The same for many bans, asked for once. */
export async function zoneFinder(tx: Tx): Promise<(locationId: number | null) => string> {
  const all = await locations(tx);
  return (locationId) => (all.find(({ id }) => id === locationId) ?? all[0])?.timeZone ?? 'UTC';
}

/** Over with the end of its last day, which is today or later. */
export function endOf(lastDay: string | undefined, timeZone: string, now: Date): Result<Date | null> {
  if (lastDay === undefined) return ok(null);
  const until = startOfDay(addDays(lastDay, 1), timeZone);
  return until > now ? ok(until) : refuse({ code: 'invalid', fields: { lastDay: 'not_before_today' } });
}
