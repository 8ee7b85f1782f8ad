import { z } from 'zod';
import { type Actor, can, canSomewhere, placesOf, within } from '@/lib/auth/can';
import { type BanRecord, bans, bansOn, bookingsAhead } from '@/lib/db/bans';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { locations } from '@/lib/db/library';
import { personByEmail } from '@/lib/db/people';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { addDays, type LocalDate, localDateOf } from '@/lib/time/zone';
import { zoneFinder } from './ban-fields';
import { bookingRight } from './booking-right';

/** `lastDay`: its last by the calendar of its location; null: until somebody lifts it. */
export type BanView = BanRecord & { timeZone: string; lastDay: LocalDate | null };

const SHOWN = 100;

const viewBansInput = z.object({
  query: z.string().trim().max(100).default(''),
  state: z.enum(['current', 'over']).default('current'),
});

export type BansView = {
  /** `mayChange`: those of everywhere are for whose role counts everywhere. */
  bans: (BanView & { mayChange: boolean })[];
  query: string;
  state: 'current' | 'over';
};

/**
 * Who may not book, or might not once, everywhere or at the asker’s locations; the newest hundred that the search finds.
 */
export async function viewBans(actor: Actor, raw: unknown, now: Date): Promise<Result<BansView>> {
  const input = parse(viewBansInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'view_bans')) return refuse({ code: 'not_allowed' });
  const { query, state } = input.value;
  const found = await bans(db(), { query, isOver: state === 'over', at: placesOf(actor) }, now, SHOWN);
  const shown = await withLastDays(found);
  const isCurrent = state === 'current';
  return ok({
    ...{ query, state },
    bans: shown.map((ban) => ({ ...ban, mayChange: isCurrent && can(actor, 'ban_patrons', ban.locationId) })),
  });
}

/** What the signed-in person is barred from, with the reasons; empty for everybody else. */
export async function viewOwnBans(actor: Actor, now: Date): Promise<BanView[]> {
  if (actor.kind !== 'person') return [];
  const found = await bansOn(db(), { personId: actor.id, email: actor.email }, now);
  return withLastDays(found);
}

const viewBanFormInput = z.object({
  email: z.string().trim().toLowerCase().max(254).default(''),
  /** The public id of a booking whose patron it is about. */
  booking: z.string().max(32).toLowerCase().default(''),
});

export type BanForm = {
  /** Empty: nobody is named yet. */
  email: string;
  /** Of the account with this address. */
  name: string | null;
  /** What holds already, everywhere or at the asker’s locations. */
  current: BanView[];
  /** Still to come, where the asker sees to bookings. */
  bookings: (Interval & { publicId: string; what: string; locationName: string; timeZone: string })[];
  locations: { id: number; name: string }[];
  /** It may hold at every location. */
  mayEverywhere: boolean;
};

/**
 * Whom a new ban is about, and what they have booked, so that staff can say what becomes of it. Of another location’s bookings
 * staff hear nothing, whose they are included.
 */
export async function viewBanForm(actor: Actor, raw: unknown, now: Date): Promise<Result<BanForm>> {
  const input = parse(viewBanFormInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'ban_patrons')) return refuse({ code: 'not_allowed' });
  const booking = input.value.booking ? await bookingByPublicId(db(), input.value.booking) : null;
  const isOurs = booking !== null && bookingRight(actor, booking, undefined) === 'staff';
  const email = (isOurs && booking.patronEmail) || input.value.email;
  const places = within(actor, await locations(db()), ({ id }) => id).map(({ id, name }) => ({ id, name }));
  const mayEverywhere = can(actor, 'ban_patrons');
  if (email === '') return ok({ email, name: null, current: [], bookings: [], locations: places, mayEverywhere });
  const person = await personByEmail(db(), email);
  const patron = { personId: person?.id ?? null, email };
  const ahead = await bookingsAhead(db(), patron, null, now, SHOWN);
  const ours = ahead.filter((one) => bookingRight(actor, one, undefined) === 'staff');
  const own = placesOf(actor);
  const holding = await bansOn(db(), patron, now);
  const current = holding.filter(({ locationId: at }) => own === null || at === null || own.includes(at));
  return ok({
    ...{ email, name: person?.name ?? null, locations: places, mayEverywhere },
    current: await withLastDays(current),
    bookings: ours.flatMap(({ publicId, items }) => {
      const [item] = items;
      if (!item) return [];
      const { start, end, locationName, timeZone } = item;
      return [{ ...{ publicId, start, end, locationName, timeZone }, what: items.map(({ name }) => name).join(', ') }];
    }),
  });
}

async function withLastDays(found: readonly BanRecord[]): Promise<BanView[]> {
  if (found.length === 0) return [];
  const zoneOf = await zoneFinder(db());
  return found.map((ban) => {
    const timeZone = zoneOf(ban.locationId);
    return { ...ban, timeZone, lastDay: ban.until && addDays(localDateOf(ban.until, timeZone), -1) };
  });
}
