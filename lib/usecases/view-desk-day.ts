import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { bookingFacts, type ResourceFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { type DayBooking, standingBookings } from '@/lib/db/day-bookings';
import { type LocationRecord, locations } from '@/lib/db/library';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import {
  clip,
  type Interval,
  includes,
  merge,
  minutesBetween,
  minutesIn,
  overlaps,
  subtract,
} from '@/lib/time/interval';
import { openingOn } from '@/lib/time/opening';
import { addDays, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { fullHoursIn, widthOf } from './day-frame';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);

const viewDeskDayInput = z.object({
  locationId: z.preprocess(missingIfEmpty, z.coerce.number().int().positive().optional()),
  date: z.preprocess(missingIfEmpty, z.string().refine(isLocalDate, 'not_date').optional()),
});

/** Real minutes since the day view begins. */
type Span = { from: number; to: number };

export type DeskSpace = {
  id: number;
  name: string;
  stepMinutes: number;
  open: Span[];
  /** Closed by something else than a booking of this space: a meeting, or a space that it is a part of, or made of. */
  closed: (Span & { kind: 'outlook' | 'other' })[];
  /** `single`: it is of this space alone. */
  bookings: (DayBooking & Span & { single: boolean })[];
};

export type DeskDay = {
  locations: LocationRecord[];
  location: LocationRecord;
  date: LocalDate;
  today: LocalDate;
  /** Null: nothing is open and nothing is booked. */
  day: {
    startAt: Date;
    minutes: number;
    nowMinute: number | null;
    hours: ReturnType<typeof fullHoursIn>;
  } | null;
  spaces: DeskSpace[];
  /** With people of this location, and those that begin on the date. */
  appointments: DayBooking[];
};

/**
 * Everything that stands in the spaces of one location on one local date, with names: for staff. Runs from the first
 * opening or booking that belongs to the date to the last end, in full hours. Null: there is no location with spaces.
 */
export async function viewDeskDay(actor: Actor, raw: unknown, now: Date): Promise<Result<DeskDay | null>> {
  const input = parse(viewDeskDayInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  const { locationId } = input.value;
  const everywhere = await locations(db(), { kind: 'space', categoryAccess: ['public', 'unlisted', 'staff'] });
  const all = within(actor, everywhere, ({ id }) => id);
  const location = locationId ? all.find(({ id }) => id === locationId) : all[0];
  if (!location) return locationId ? refuse({ code: 'not_found' }) : ok(null);

  const { timeZone } = location;
  const today = localDateOf(now, timeZone);
  const date = input.value.date ?? today;
  const own = localDay(date, timeZone);
  const range = { start: localDay(addDays(date, -1), timeZone).start, end: localDay(addDays(date, 1), timeZone).end };
  const standing = await standingBookings(db(), range);
  const there = standing
    .filter((one) => one.locationId === location.id && one.resourceKind === 'space')
    .map((one) => ({ ...one, single: standing.every((other) => other === one || other.bookingId !== one.bookingId) }));
  const booked = new Set(there.map(({ resourceId }) => resourceId));
  const spaces = (await resources(db(), { kind: 'space', locationId: location.id })).filter(
    ({ id, active, isContainer }) => (active && !isContainer) || booked.has(id),
  );
  const known = await bookingFacts(db(), spaces, range, null, now);
  const opening = known.flatMap(({ hours }) => openingOn(hours, date, timeZone));
  const begun = there.filter(({ start }) => includes(own, start)).map(({ start, end }) => ({ start, end }));
  const frame = widthOf([...opening, ...begun], timeZone);
  return ok({
    ...{ locations: all, location, date, today },
    day: frame && {
      startAt: frame.start,
      minutes: minutesIn(frame),
      nowMinute: includes(frame, now) ? Math.floor(minutesBetween(frame.start, now)) : null,
      hours: fullHoursIn(frame, timeZone),
    },
    spaces: frame ? known.map((one) => deskSpace(one, there, frame)) : [],
    appointments: standing.filter(
      (one) => one.resourceKind === 'person' && one.locationId === location.id && includes(own, one.start),
    ),
  });
}

type There = DayBooking & { single: boolean };

function deskSpace({ resource, facts }: ResourceFacts, there: readonly There[], frame: Interval): DeskSpace {
  const span = ({ start, end }: Interval): Span => ({
    from: Math.max(0, Math.floor(minutesBetween(frame.start, start))),
    to: Math.min(minutesIn(frame), Math.ceil(minutesBetween(frame.start, end))),
  });
  const spans = (stretches: readonly Interval[]) => stretches.flatMap((one) => clip(one, frame) ?? []).map(span);
  const bookings = there.filter((one) => one.resourceId === resource.id && overlaps(one, frame));
  const uses = facts.closed.filter(({ pad }) => !pad);
  const closedBy = (isKind: (kind: string) => boolean, holes: readonly Interval[]) =>
    subtract(merge(uses.filter(({ kind }) => isKind(kind))), holes);
  const other = closedBy((kind) => kind !== 'outlook', bookings);
  const outlook = closedBy((kind) => kind === 'outlook', [...bookings, ...other]);
  return {
    ...{ id: resource.id, name: resource.name, stepMinutes: resource.policy.stepMinutes },
    open: spans(facts.open),
    closed: [
      ...spans(other).map((one) => ({ ...one, kind: 'other' as const })),
      ...spans(outlook).map((one) => ({ ...one, kind: 'outlook' as const })),
    ],
    bookings: bookings.map((booking) => ({ ...booking, ...span(booking) })),
  };
}
