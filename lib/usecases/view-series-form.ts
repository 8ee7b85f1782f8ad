import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { isLocalDate, localDateOf } from '@/lib/time/zone';

/** What an address may bring along; whatever it cannot be is left out. */
const viewSeriesFormInput = z.object({
  space: z.coerce.number().int().positive().optional().catch(undefined),
  date: z.string().refine(isLocalDate).optional().catch(undefined),
  start: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .catch(undefined),
});

export type SeriesFormView = {
  /** In the library's own order; spaces that can be booked. */
  locations: { id: number; name: string; spaces: { id: number; name: string }[] }[];
  given: { spaceId: number | null; date: string; start: string; minutes: number };
};

/** What the desk's forms offer: every space that is on, those for staff too. */
export async function viewSeriesForm(actor: Actor, raw: unknown, now: Date): Promise<Result<SeriesFormView>> {
  const input = parse(viewSeriesFormInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const everywhere = await resources(db(), { kind: 'space', activeOnly: true });
  const spaces = within(actor, everywhere, ({ locationId }) => locationId).filter(({ isContainer }) => !isContainer);
  const locations = new Map<number, SeriesFormView['locations'][number]>();
  for (const { id, name, locationId, locationName } of spaces) {
    const place = locations.get(locationId) ?? { id: locationId, name: locationName, spaces: [] };
    locations.set(locationId, { ...place, spaces: [...place.spaces, { id, name }] });
  }
  const { space, date, start } = input.value;
  const chosen = spaces.find(({ id }) => id === space);
  const timeZone = (chosen ?? spaces[0])?.timeZone ?? 'UTC';
  return ok({
    locations: [...locations.values()],
    given: {
      spaceId: chosen?.id ?? null,
      date: date ?? localDateOf(now, timeZone),
      start: start ?? '',
      minutes: chosen?.policy.defaultMinutes ?? 60,
    },
  });
}
