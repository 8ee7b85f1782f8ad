import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { offers } from '@/lib/booking/slots';
import type { ClosedTime } from '@/lib/booking/types';
import { bookingFacts, type ResourceFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import { type LocationRecord, locations } from '@/lib/db/library';
import { hurryReading } from '@/lib/db/links';
import type { Patron } from '@/lib/db/patron-bookings';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import {
  addMinutes,
  clip,
  type Interval,
  includes,
  merge,
  minutesBetween,
  minutesIn,
  subtract,
} from '@/lib/time/interval';
import { nextOpenDate, openingOn } from '@/lib/time/opening';
import {
  addDays,
  clockMultiples,
  datesBetween,
  isLocalDate,
  type LocalDate,
  localDateOf,
  localDay,
  wallMinute,
  whichOfTwo,
} from '@/lib/time/zone';

const viewSpaceDayInput = z.object({
  date: z.string().refine(isLocalDate, 'not_date').optional(),
  locationId: z.coerce.number().int().positive().optional(),
});

/** Real minutes since the day view begins. */
type Span = { from: number; to: number };

export type SpaceOfDay = {
  id: number;
  name: string;
  categoryId: number;
  categoryName: string;
  capacity: number | null;
  features: string[];
  picture: string;
  stepMinutes: number;
  open: Span[];
  /** Never overlapping; padding of bookings is part of what they take. */
  taken: (Span & { kind: ClosedTime['kind'] })[];
  /** From a start, lengths `min`, then by the step, up to `max`. */
  offers: { from: number; min: number; max: number }[];
};

export type SpaceDay = {
  locations: LocationRecord[];
  location: LocationRecord;
  date: LocalDate;
  today: LocalDate;
  /** The last date any space of the location may be booked for. */
  lastDate: LocalDate;
  /** Null: nothing is open on this date. */
  day: {
    startAt: Date;
    minutes: number;
    nowMinute: number | null;
    hours: { minute: number; at: Date; which: 'only' | 'first' | 'second' }[];
  } | null;
  spaces: SpaceOfDay[];
  /** When nothing is open: the next date on which something is. */
  nextOpenDate: LocalDate | null;
};

const LOOK_AHEAD_DAYS = 60;

/**
 * The spaces of one location on one local date. The view runs from the first opening that belongs to the date to the
 * last closing, past midnight if need be (libcal-domain §2.4), in full hours of the wall clock. Without a date: today,
 * or the opening day that is still under way after midnight. Null: there is no space to show at all.
 */
export async function viewSpaceDay(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceDay | null>> {
  const input = parse(viewSpaceDayInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const all = await locations(db(), 'space');
  const location = input.value.locationId ? all.find(({ id }) => id === input.value.locationId) : all[0];
  if (!location) return input.value.locationId ? refuse({ code: 'not_found' }) : ok(null);

  const { timeZone } = location;
  const spaces = await resources(db(), { kind: 'space', locationId: location.id, activeOnly: true });
  await hurryReading(
    db(),
    spaces.map(({ id }) => id),
    now,
  );
  const today = localDateOf(now, timeZone);
  const asked = input.value.date ?? today;
  const longest = Math.max(...spaces.map(({ policy }) => policy.maxMinutes));
  // From the evening before, which may still be open, to the end of what may begin past midnight.
  const range = {
    start: localDay(addDays(asked, -1), timeZone).start,
    end: addMinutes(localDay(addDays(asked, 1), timeZone).end, longest),
  };
  const known = await bookingFacts(db(), spaces, range, patronFor(actor), now);
  const frameOn = (day: LocalDate) =>
    widthOf(
      known.flatMap(({ hours }) => openingOn(hours, day, timeZone)),
      timeZone,
    );
  const evening = frameOn(addDays(asked, -1));
  const date = !input.value.date && evening && includes(evening, now) ? addDays(asked, -1) : asked;
  const frame = frameOn(date);

  return ok({
    locations: all,
    location,
    date,
    today,
    lastDate: addDays(today, Math.max(...spaces.map(({ policy }) => policy.windowDays))),
    day: frame && {
      startAt: frame.start,
      minutes: minutesIn(frame),
      nowMinute: includes(frame, now) ? Math.floor(minutesBetween(frame.start, now)) : null,
      hours: fullHoursIn(frame, timeZone),
    },
    spaces: frame ? known.map((one) => spaceOfDay(one, frame, now)) : [],
    nextOpenDate: frame ? null : await nextOpen(spaces, addDays(date, 1)),
  });
}

async function nextOpen(spaces: readonly ResourceRecord[], from: LocalDate): Promise<LocalDate | null> {
  const hours = await hoursOf(db(), spaces, from, addDays(from, LOOK_AHEAD_DAYS));
  return nextOpenDate(spaces.map(hours), from, LOOK_AHEAD_DAYS);
}

/** Whose limits count for offers; a guest is known only once an address is given. */
export const patronFor = (actor: Actor): Patron | null =>
  actor.kind === 'person' ? { personId: actor.id, email: actor.email } : null;

function spaceOfDay({ resource, facts }: ResourceFacts, frame: Interval, now: Date): SpaceOfDay {
  const minutes = ({ start, end }: Interval): Span => ({
    from: Math.floor(minutesBetween(frame.start, start)),
    to: Math.ceil(minutesBetween(frame.start, end)),
  });
  const open = facts.open.flatMap((stretch) => clip(stretch, frame) ?? []);
  const { id, name, categoryId, categoryName, capacity, features, picture, policy } = resource;
  return {
    ...{ id, name, categoryId, categoryName, capacity, features, picture, stepMinutes: policy.stepMinutes },
    open: open.map(minutes),
    taken: takenWithin(open, facts.closed).map(({ kind, ...stretch }) => ({ ...minutes(stretch), kind })),
    offers: offers(facts, frame, now).map(({ start, minMinutes, maxMinutes }) => ({
      from: minutesBetween(frame.start, start),
      min: minMinutes,
      max: maxMinutes,
    })),
  };
}

/** Where two kinds meet, the first of them is shown. */
const KINDS = ['booked', 'outlook', 'held'] as const satisfies ClosedTime['kind'][];

function takenWithin(
  open: readonly Interval[],
  closed: readonly ClosedTime[],
): (Interval & { kind: ClosedTime['kind'] })[] {
  const shown: (Interval & { kind: ClosedTime['kind'] })[] = [];
  for (const kind of KINDS) {
    const ofKind = closed.filter((one) => one.kind === kind);
    const inside = open.flatMap((stretch) => ofKind.flatMap((one) => clip(one, stretch) ?? []));
    shown.push(...subtract(merge(inside), shown).map((stretch) => ({ ...stretch, kind })));
  }
  return shown.sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** From the full hour before the first opening to the full hour after the last closing, by the wall clock. */
function widthOf(stretches: readonly Interval[], timeZone: string): Interval | null {
  if (stretches.length === 0) return null;
  const start = new Date(Math.min(...stretches.map((one) => one.start.getTime())));
  const end = new Date(Math.max(...stretches.map((one) => one.end.getTime())));
  const over = wallMinute(end, timeZone) % 60;
  return {
    start: addMinutes(start, -(wallMinute(start, timeZone) % 60)),
    end: over ? addMinutes(end, 60 - over) : end,
  };
}

const fullHoursIn = (frame: Interval, timeZone: string) =>
  datesBetween(localDateOf(frame.start, timeZone), localDateOf(frame.end, timeZone))
    .flatMap((date) => clockMultiples(localDay(date, timeZone), 60, timeZone))
    .filter((at) => includes(frame, at))
    .map((at) => ({ minute: minutesBetween(frame.start, at), at, which: whichOfTwo(at, timeZone) }));
