import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { BookingStatus } from '@/lib/booking/types';
import { db } from '@/lib/db/client';
import { type SpaceBooking, spaceBookings } from '@/lib/db/space-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { isLocalDate } from '@/lib/time/zone';
import { visitOfHandle } from '@/lib/visit-handle';

/** A space of a booking, or time that is taken otherwise, as programs are told of it. */
export type Listed = SpaceBooking;

const ids = z.array(z.number().int().positive()).max(200, 'too_many').optional();

const viewSpaceBookingsInput = z.object({
  spaceIds: ids,
  seatIds: ids,
  categoryIds: ids,
  locationId: z.number().int().positive().optional(),
  email: z.string().trim().toLowerCase().max(254).optional(),
  date: z.string().refine(isLocalDate, 'not_date').nullable().default(null),
  days: z.number().int().min(0).max(365).default(0),
  tentative: z.boolean().default(true),
  denied: z.boolean().default(false),
  cancelled: z.boolean().default(true),
  taken: z.boolean().default(false),
  page: z.number().int().min(1).max(1_000_000).default(1),
  limit: z.number().int().min(1).max(500).default(20),
});

const CONFIRMED = ['confirmed'] as const satisfies BookingStatus[];
/** Not sure yet: of a mail, of Outlook, of staff, of a mediator. */
const TENTATIVE = ['unverified', 'pending_remote', 'to_confirm', 'mediation'] as const satisfies BookingStatus[];
/** Given back, by whomever: the patron, staff, Outlook, time. */
const CANCELLED = ['cancelled', 'expired', 'released'] as const satisfies BookingStatus[];

/** Bookings of spaces with all that staff see, for programs: a page of them, in order of start. */
export async function viewSpaceBookings(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceBooking[]>> {
  const input = parse(viewSpaceBookingsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const { tentative, denied, cancelled, taken, date, days, page, limit, ...where } = input.value;
  const statuses: BookingStatus[] = [
    ...CONFIRMED,
    ...(tentative ? TENTATIVE : []),
    ...(denied ? (['denied'] as const) : []),
    ...(cancelled ? CANCELLED : []),
  ];
  const what = { ...where, statuses, withTaken: taken, dates: { date, days, now } };
  return ok(await spaceBookings(db(), { ...what, page: { take: limit, skip: (page - 1) * limit } }));
}

const viewNamedInput = z.object({ ids: z.array(z.string().max(64)).max(200, 'too_many') });

/** Those with these ids, of bookings or of visits, that were not given back; what is not there is left out. */
export async function viewNamedSpaceBookings(actor: Actor, raw: unknown): Promise<Result<SpaceBooking[]>> {
  const input = parse(viewNamedInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const given = input.value.ids.map((id) => id.toLowerCase());
  const visitIds = given.flatMap((id) => visitOfHandle(id) ?? []);
  const statuses = [...CONFIRMED, ...TENTATIVE, 'denied'] as const;
  return ok(await spaceBookings(db(), { publicIds: given, visitIds, statuses }));
}

const viewChangedInput = z.object({
  since: z.date(),
  spaceIds: ids,
  categoryIds: ids,
  locationId: z.number().int().positive().optional(),
});

/** So far back it is remembered what is new. */
const FEED_HOURS = 24;
/** No transaction takes longer: what was written before a question, and was not there to be seen yet, is told at the next. */
const SLACK_MINUTES = 0.5;

/**
 * Bookings that were made, changed or given back, or whose patron came or left, since a moment of the last day: each as it
 * is now, and twice rather than never. Refusal: `invalid` where the moment is too long ago, or still to come.
 */
export async function viewChangedSpaceBookings(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceBooking[]>> {
  const input = parse(viewChangedInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const { since, ...where } = input.value;
  if (since < addMinutes(now, -FEED_HOURS * 60) || since > addMinutes(now, 1))
    return refuse({ code: 'invalid', fields: { since: 'out_of_range' } });
  return ok(await spaceBookings(db(), { ...where, changedSince: addMinutes(since, -SLACK_MINUTES) }));
}
