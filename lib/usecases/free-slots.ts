import type { Actor } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { firstOffer } from '@/lib/booking/first-offer';
import { stepSlots } from '@/lib/booking/step-slots';
import type { Policy } from '@/lib/booking/types';
import type { ResourceFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { hurryReading } from '@/lib/db/links';
import type { ResourceRecord } from '@/lib/db/resources';
import { addMinutes, DAY_MS, type Interval } from '@/lib/time/interval';
import { addDays, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { vouchedFacts } from './vouched-facts';

/** Local dates, both included; the first date on which any of them is free; or of each its own first free slot. */
export type SlotDates = { from: LocalDate; to: LocalDate } | 'next' | 'next_only';

/** `next_only` looks no further (libcal-api §4.5). */
const NEXT_ONLY_DAYS = 10;

const DAY_MINUTES = 1440;

/** Read so many days at a time: the first free date is mostly near. */
const STRETCHES = [2, 14, 60, 366];

/**
 * Free time of these spaces in slots of one step, by space, on the dates of each space's own clock; a day without any is an
 * empty list. A fixed number of queries, however many spaces and bookings there are. What a date has after midnight is of
 * the next date.
 */
export async function freeSlots(
  actor: Actor,
  spaces: readonly ResourceRecord[],
  dates: SlotDates,
  now: Date,
): Promise<Map<number, Interval[]>> {
  await hurryReading(
    db(),
    spaces.map(({ id }) => id),
    now,
  );
  if (dates === 'next') return nextDate(actor, spaces, now);
  if (dates === 'next_only') return nextOfEach(actor, spaces, now);
  return slotsOn(await factsOn(actor, spaces, dates, now), dates, now);
}

type Dates = { from: LocalDate; to: LocalDate };

/** Nothing is free before today or after the last date that is open, so nothing is read there. */
async function factsOn(
  actor: Actor,
  spaces: readonly ResourceRecord[],
  { from, to }: Dates,
  now: Date,
): Promise<ResourceFacts[]> {
  const spans = spaces.flatMap(({ policy, timeZone }) => {
    const today = localDateOf(now, timeZone);
    const last = lastOpenDate(policy, now, timeZone);
    const first = from > today ? from : today;
    const end = to < last ? to : last;
    if (first > end) return [];
    // From where a booking that needs the first slots would begin, to where the longest one ends.
    return {
      start: addMinutes(localDay(first, timeZone).start, -policy.minMinutes),
      end: addMinutes(localDay(end, timeZone).end, policy.maxMinutes),
    };
  });
  if (spans.length === 0) return [];
  const range = {
    start: new Date(Math.min(...spans.map(({ start }) => start.getTime()))),
    end: new Date(Math.max(...spans.map(({ end }) => end.getTime()))),
  };
  return vouchedFacts(actor, spaces, range, now);
}

const slotsOn = (known: readonly ResourceFacts[], { from, to }: Dates, now: Date): Map<number, Interval[]> =>
  new Map(
    known.map(({ resource: { id, timeZone }, facts }) => {
      const frame = { start: localDay(from, timeZone).start, end: localDay(to, timeZone).end };
      return [id, stepSlots(facts, frame, now)];
    }),
  );

/** A slot under way that may still be booked begins before now; a period may have begun long ago. */
const begunAt = ({ fixedPeriods, stepMinutes }: Policy, now: Date) =>
  addMinutes(now, fixedPeriods ? -DAY_MINUTES : -stepMinutes);

/** All slots of the first date on which any of the spaces has one. */
async function nextDate(actor: Actor, spaces: readonly ResourceRecord[], now: Date): Promise<Map<number, Interval[]>> {
  const [zone = 'UTC'] = spaces.map(({ timeZone }) => timeZone);
  let from = localDateOf(now, zone);
  for (const days of STRETCHES) {
    const to = addDays(from, days - 1);
    const known = await factsOn(actor, spaces, { from: addDays(from, -1), to }, now);
    const found = known.flatMap(({ resource: { policy, timeZone }, facts }) => {
      const first = firstOffer(facts, { start: begunAt(policy, now), end: localDay(to, timeZone).end }, now);
      return first ? [localDateOf(first.start, timeZone)] : [];
    });
    const [date] = found.sort();
    if (date) return slotsOn(known, { from: date, to: date }, now);
    from = addDays(to, 1);
  }
  return new Map();
}

/** The first slot of each space. */
async function nextOfEach(
  actor: Actor,
  spaces: readonly ResourceRecord[],
  now: Date,
): Promise<Map<number, Interval[]>> {
  const until = new Date(now.getTime() + NEXT_ONLY_DAYS * DAY_MS);
  const [zone = 'UTC'] = spaces.map(({ timeZone }) => timeZone);
  const dates = { from: addDays(localDateOf(now, zone), -1), to: addDays(localDateOf(until, zone), 1) };
  const known = await factsOn(actor, spaces, dates, now);
  return new Map(
    known.map(({ resource, facts }) => {
      const first = firstOffer(facts, { start: begunAt(resource.policy, now), end: until }, now);
      const at = first?.start ?? until;
      return [resource.id, first ? stepSlots(facts, { start: at, end: addMinutes(at, 1) }, now) : []];
    }),
  );
}
