import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { decideChange } from '@/lib/booking/decide-change';
import type { BookingItemRecord, BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { SyncWorld } from '@/lib/sync/look-at-place';
import { addMinutes } from '@/lib/time/interval';
import { isLocalDate, localDateOf, wallMinute, wallTime } from '@/lib/time/zone';
import { allowedAt } from './allowed-at';
import { cancelFactsOf } from './cancel-facts';
import { carryOutMove } from './carry-out-move';
import type { MoveWish } from './judge-move';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);
const id = z.coerce.number().int().positive();

const moveByStaffInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  /** As the page saw it: what changed since is not overwritten. */
  version: z.preprocess(missingIfEmpty, id.optional()),
  /** Of several spaces, which one is changed for `spaceId`; left out: the first. */
  fromId: z.preprocess(missingIfEmpty, id.optional()),
  spaceId: z.preprocess(missingIfEmpty, id.optional()),
  /** Of an appointment: another place of the same person; left out: the same. */
  placeId: z.preprocess(missingIfEmpty, id.optional()),
  /** By the clock of the library. */
  date: z.string().refine(isLocalDate, 'not_date'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'invalid'),
  /** The instant itself, where it is known: a wall time may come twice. Counts only if it is that date and time. */
  start: z.preprocess(
    missingIfEmpty,
    z.iso
      .datetime({ offset: true, error: 'not_date' })
      .transform((text) => new Date(text))
      .optional(),
  ),
  minutes: z.coerce
    .number()
    .int('invalid')
    .positive('invalid')
    .max(14 * 1440, 'too_long'),
  /** To the patron, in the mail and on the booking's page. */
  words: z.string().trim().max(500, 'too_long').default(''),
  /** A tick: its patron gets a mail. */
  tell: z.literal('on').optional(),
  /** A tick: it may lie over a meeting in Outlook. */
  anyway: z.literal('on').optional(),
});

type Input = z.output<typeof moveByStaffInput>;

/** `beyond`: the patron rules that it goes beyond now. */
export type MovedByStaff = { publicId: string; beyond: string[] };

/**
 * Staff move a booking: another space of its location, another time or length. They go beyond patron rules, which is
 * noted, and into the padding of others, which ends; never over another booking, and over a meeting in Outlook only when
 * they say so (a case is opened about it all the same, I4). Calendars are asked live first, as for every move. The patron
 * hears of it unless staff choose otherwise, and may say no to the new time.
 */
export async function moveByStaff(
  actor: Actor,
  raw: unknown,
  now: Date,
  world?: SyncWorld,
): Promise<Result<MovedByStaff>> {
  const input = parse(moveByStaffInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const seen = await bookingByPublicId(db(), input.value.publicId);
  if (!seen) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'manage_bookings', [['booking', seen.id]]);
  if (!allowed.ok) return allowed;
  if (input.value.version !== undefined && input.value.version !== seen.version)
    return refuse({ code: 'changed_meanwhile' });
  const movable = decideChange(cancelFactsOf(seen), now, 'staff');
  if (!movable.ok) return movable;
  const wish = wishOf(seen, input.value);
  if (!wish.ok) return wish;
  const { words, tell } = input.value;
  const how = { words, tell: Boolean(tell), by: { personId: actor.id } };
  const moved = await carryOutMove(seen, wish.value, how, now, world);
  return moved.ok ? ok({ publicId: seen.publicId, beyond: moved.value.beyond }) : moved;
}

function wishOf({ items, appointment }: BookingRecord, input: Input): Result<MoveWish> {
  const { fromId, spaceId, placeId, minutes, anyway } = input;
  const [first] = items;
  const item = fromId === undefined ? first : items.find(({ resourceId }) => resourceId === fromId);
  if (!first || !item) return refuse({ code: 'not_found' });
  const start = startOf(first, input);
  const to = { start, end: addMinutes(start, minutes) };
  const elsewhere = spaceId !== undefined && spaceId !== item.resourceId;
  const space = elsewhere ? { from: item.resourceId, to: spaceId } : undefined;
  const meeting = placeId !== undefined && placeId !== appointment?.placeId ? { placeId } : undefined;
  return ok({ to, by: 'staff', anyway: anyway === 'on', ...(space && { space }), ...(meeting && { meeting }) });
}

/** Of a wall time that comes twice, the one that is named; else the one that the booking has already; else the first. */
function startOf({ start: had, timeZone }: BookingItemRecord, { date, time, start }: Input): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const minute = hours * 60 + minutes;
  const isThen = (at: Date) => localDateOf(at, timeZone) === date && wallMinute(at, timeZone) === minute;
  if (start && isThen(start)) return start;
  return isThen(had) ? had : wallTime(date, minute, timeZone);
}
