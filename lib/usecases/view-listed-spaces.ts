import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { type SpaceListing, spaceListings } from '@/lib/db/space-listing';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { isLocalDate } from '@/lib/time/zone';
import { freeSlots } from './free-slots';
import { readableBy } from './shown-to';

const id = z.number().int().positive();
const localDate = z.string().refine(isLocalDate, 'not_date');

const viewListedSpacesInput = z.object({
  ids: z.array(id).max(1_000).optional(),
  locationId: id.optional(),
  categoryIds: z.array(id).max(1_000).optional(),
  zoneId: id.optional(),
  /** The seats of this space only. */
  containerId: id.optional(),
  what: z.enum(['spaces', 'seats']).default('spaces'),
  access: z.array(z.enum(['public', 'unlisted', 'staff'])).optional(),
  /** At least one of them. */
  anyFeature: z.array(id).max(200).default([]),
  /** Such as are not booked by their seats. */
  asAWhole: z.boolean().default(false),
  accessible: z.boolean().default(false),
  powered: z.boolean().default(false),
  /** Those that are not offered at present too. */
  withInactive: z.boolean().default(false),
  page: z.object({ from: z.number().int().min(0), most: z.number().int().min(1).max(500) }).optional(),
  slots: z.union([z.object({ from: localDate, to: localDate }), z.enum(['next', 'next_only'])]).optional(),
});

export type ListedSpace = {
  space: ResourceRecord;
  listing: SpaceListing;
  accessible: boolean;
  powered: boolean;
  /** Free time in steps; null: not asked for. */
  slots: Interval[] | null;
};

/** One page, and how many there are on all of them. */
export type Listed = { listed: ListedSpace[]; total: number };

/**
 * Spaces, or seats, as other programs list them, in the library's order; everything that is named must hold. Free time is
 * worked out for the page that is asked for only. A fixed number of queries, however many there are.
 */
export async function viewListedSpaces(actor: Actor, raw: unknown, now: Date): Promise<Result<Listed>> {
  const input = parse(viewListedSpacesInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { what, zoneId, containerId, anyFeature, asAWhole, page, slots: dates, withInactive, ...wish } = input.value;
  const { ids, locationId, categoryIds } = wish;
  const levels = readableBy(actor).filter((level) => !wish.access || wish.access.includes(level));
  const all = await resources(db(), { ids, locationId, categoryIds, kind: 'space', activeOnly: !withInactive });
  const here = all.filter(
    (space) =>
      levels.includes(space.access) &&
      space.isSeat === (what === 'seats') &&
      (containerId === undefined || space.container?.id === containerId) &&
      !(asAWhole && space.isContainer),
  );
  const listings = await spaceListings(
    db(),
    here.map((space) => space.id),
  );
  const suitable = here.flatMap((space): ListedSpace[] => {
    const listing = listings.get(space.id);
    if (!listing || (zoneId !== undefined && listing.zoneId !== zoneId)) return [];
    if (anyFeature.length > 0 && !anyFeature.some((one) => listing.featureIds.includes(one))) return [];
    const [accessible, powered] = [isAccessible(space), isPowered(space)];
    if ((wish.accessible && !accessible) || (wish.powered && !powered)) return [];
    return [{ space, listing, accessible, powered, slots: null }];
  });
  const shown = page ? suitable.slice(page.from, page.from + page.most) : suitable;
  const total = suitable.length;
  if (!dates || shown.length === 0) return ok({ listed: shown, total });
  const free = await freeSlots(
    actor,
    shown.map(({ space }) => space),
    dates,
    now,
  );
  return ok({ listed: shown.map((one) => ({ ...one, slots: free.get(one.space.id) ?? [] })), total });
}

/** What LibCal asked for before it had filters; here a fact about the space says it, or a feature by its drawing. */
const isAccessible = ({ accessibility, featureIcons }: ResourceRecord) =>
  accessibility.stepFree === true || featureIcons.includes('wheelchair');

const isPowered = ({ featureIcons }: ResourceRecord) => featureIcons.includes('power');
