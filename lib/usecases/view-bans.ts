import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
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

/** `lastDay`: its last by the calendar of its location; null: until somebody lifts it. */
export type BanView = BanRecord & { timeZone: string; lastDay: LocalDate | null };

const SHOWN = 100;

const viewBansInput = z.object({
  query: z.string().trim().max(100).default(''),
  state: z.enum(['current', 'over']).default('current'),
});

export type BansView = { bans: BanView[]; query: string; state: 'current' | 'over' };

/** Who may not book, or might not once; the newest hundred that the search finds. */
export async function viewBans(actor: Actor, raw: unknown, now: Date): Promise<Result<BansView>> {
  const input = parse(viewBansInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'ban_patrons')) return refuse({ code: 'not_allowed' });
  const { query, state } = input.value;
  const found = await bans(db(), { query, isOver: state === 'over' }, now, SHOWN);
  return ok({ query, state, bans: await withLastDays(found) });
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
  /** What holds already. */
  current: BanView[];
  /** Still to come, at whatever location. */
  bookings: (Interval & { publicId: string; what: string; locationName: string; timeZone: string })[];
  locations: { id: number; name: string }[];
};

/** Whom a new ban is about, and what they have booked, so that staff can say what becomes of it. */
export async function viewBanForm(actor: Actor, raw: unknown, now: Date): Promise<Result<BanForm>> {
  const input = parse(viewBanFormInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'ban_patrons')) return refuse({ code: 'not_allowed' });
  const booking = input.value.booking ? await bookingByPublicId(db(), input.value.booking) : null;
  const email = booking?.patronEmail || input.value.email;
  const places = (await locations(db())).map(({ id, name }) => ({ id, name }));
  if (email === '') return ok({ email, name: null, current: [], bookings: [], locations: places });
  const person = await personByEmail(db(), email);
  const patron = { personId: person?.id ?? null, email };
  const ahead = await bookingsAhead(db(), patron, null, now, SHOWN);
  return ok({
    ...{ email, name: person?.name ?? null, locations: places },
    current: await withLastDays(await bansOn(db(), patron, now)),
    bookings: ahead.flatMap(({ publicId, items }) => {
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
