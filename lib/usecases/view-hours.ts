import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type HoursCategory, hoursChildren } from '@/lib/db/hours-children';
import { type HoursOwnerLevel, type HoursOwnerRecord, hoursOwner } from '@/lib/db/hours-owners';
import { exceptionsOf, type WeekRow, weeksOf } from '@/lib/db/hours-rows';
import { locations } from '@/lib/db/library';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type DateGroup, groupDates } from '@/lib/time/group-dates';
import type { WallSpan } from '@/lib/time/opening';
import { type LocalDate, localDateOf } from '@/lib/time/zone';
import { allowedAt, hoursThing } from './allowed-at';
import { levelsAbove, type PreviewDay, previewHours } from './preview-hours';

const id = z.coerce.number().int().positive().max(2_147_483_647);
export const hoursOwnerInput = z.object({ level: z.enum(['location', 'category', 'space']), id });

export type HoursPlace = { id: number; name: string; today: WallSpan[]; note: string };

/** Every location with its hours of today. */
export async function viewHoursPlaces(actor: Actor, now: Date): Promise<Result<HoursPlace[]>> {
  if (!canSomewhere(actor, 'manage_hours')) return refuse({ code: 'not_allowed' });
  const places: HoursPlace[] = [];
  for (const { id, name } of within(actor, await locations(db()), ({ id }) => id)) {
    const owner = await hoursOwner(db(), { level: 'location', id });
    if (!owner) continue;
    const [day] = await previewHours(db(), owner, localDateOf(now, owner.timeZone), 1);
    places.push({ id, name, today: day?.spans ?? [], note: day?.by === 'exception' ? day.words : '' });
  }
  return ok(places);
}

export type HoursView = {
  owner: HoursOwnerRecord;
  today: LocalDate;
  /** Its own; none: as the level above has it. */
  weeks: WeekRow[];
  /** Its own, from today on. */
  exceptions: DateGroup[];
  /** Whose weeks hold when it has none of its own. */
  above: { level: HoursOwnerLevel; name: string; id: number; weeks: WeekRow[] } | null;
  preview: PreviewDay[];
  categories: HoursCategory[];
};

export async function viewHours(actor: Actor, raw: unknown, now: Date): Promise<Result<HoursView>> {
  const input = parse(hoursOwnerInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'manage_hours', [hoursThing(input.value)]);
  if (!allowed.ok) return allowed;
  const owner = await hoursOwner(db(), input.value);
  if (!owner) return refuse({ code: 'not_found' });
  const today = localDateOf(now, owner.timeZone);
  return ok({
    owner,
    today,
    weeks: await weeksOf(db(), owner),
    exceptions: groupDates(await exceptionsOf(db(), owner, today)),
    above: await weeksAbove(owner),
    preview: await previewHours(db(), owner, today),
    categories: await hoursChildren(db(), owner, today),
  });
}

/** The nearest level above that has weeks; the location where none has. */
async function weeksAbove(owner: HoursOwnerRecord): Promise<HoursView['above']> {
  for (const { level, id } of levelsAbove(owner).slice(1)) {
    const weeks = await weeksOf(db(), { level, id });
    if (level === 'location') return { level, id, name: owner.locationName, weeks };
    const name = (level === 'space' ? owner.container : owner.category)?.name ?? '';
    if (weeks.length > 0) return { level, id, name, weeks };
  }
  return null;
}

const viewWeekInput = hoursOwnerInput.extend({ weekId: z.union([z.literal('new'), id]) });

export type WeekView = {
  owner: HoursOwnerRecord;
  /** Null: a new one. */
  week: WeekRow | null;
  /** What a form begins with: its own, or for the first one what it inherits so far. */
  spans: WeekRow['spans'];
  /** Others of the same owner, whose dates it may not cross. */
  others: WeekRow[];
};

export async function viewWeek(actor: Actor, raw: unknown): Promise<Result<WeekView>> {
  const input = parse(viewWeekInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'manage_hours', [hoursThing(input.value)]);
  if (!allowed.ok) return allowed;
  const owner = await hoursOwner(db(), input.value);
  if (!owner) return refuse({ code: 'not_found' });
  const weeks = await weeksOf(db(), owner);
  const week = weeks.find((one) => one.id === input.value.weekId) ?? null;
  if (!week && input.value.weekId !== 'new') return refuse({ code: 'not_found' });
  const model = week ?? weeks[0] ?? (await weeksAbove(owner))?.weeks[0];
  return ok({ owner, week, spans: model?.spans ?? [], others: weeks.filter((one) => one !== week) });
}
