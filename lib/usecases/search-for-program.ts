import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { decideBooking } from '@/lib/booking/decide-booking';
import { fits } from '@/lib/booking/fits';
import { longestFit } from '@/lib/booking/longest-fit';
import { searchOutcome } from '@/lib/booking/search-outcome';
import type { ResourceFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { locations } from '@/lib/db/library';
import { parse } from '@/lib/parse';
import type { RefusalCode } from '@/lib/refusal';
import { ok, type Result } from '@/lib/result';
import { type Interval, minutesIn } from '@/lib/time/interval';
import { openingOn } from '@/lib/time/opening';
import { addDays, isLocalDate, localDay, wallTime } from '@/lib/time/zone';
import { countSearch } from './count-search';
import { type ListedSpace, viewListedSpaces } from './view-listed-spaces';
import { vouchedFacts } from './vouched-facts';

const id = z.number().int().positive();
const localDate = z.string().refine(isLocalDate, 'not_date');
/** Of the library's clock, after midnight; past 1440 on the next date. */
const minute = z.number().int().min(0).max(2880);

const searchForProgramInput = z.object({
  locationId: id,
  categoryId: id.optional(),
  zoneId: id.optional(),
  what: z.enum(['spaces', 'seats']).default('spaces'),
  anyFeature: z.array(id).max(200).default([]),
  /** For so many; null: for any number. */
  people: z.object({ least: z.number().int(), most: z.number().int() }).nullable().default(null),
  from: localDate,
  /** Another date: from the first opening to the last closing, instead of a time. */
  to: localDate,
  time: z.object({ start: minute, end: minute }).optional(),
});

export type Match = { listed: ListedSpace; when: Interval };

/** `exact`: free for all of the time that was asked for; `near`: at the next best time of the same dates. */
export type ProgramSearch = { exact: Match[]; near: Match[] };

const DAY_MINUTES = 1440;

/** Longer is no booking; so much is read at most. */
const MOST_DAYS = 31;

/**
 * Spaces or seats of one location that are free for a time, or for whole days, as programs are told of them. What it finds
 * can be booked. A fixed number of queries, one of which counts the search.
 */
export async function searchForProgram(actor: Actor, raw: unknown, now: Date): Promise<Result<ProgramSearch>> {
  const input = parse(searchForProgramInput, raw);
  if (!input.ok) return input;
  const { locationId, categoryId, zoneId, what, anyFeature, people, ...asked } = input.value;
  const wish = { locationId, zoneId, what, anyFeature, categoryIds: categoryId && [categoryId], asAWhole: true };
  const found = await viewListedSpaces(actor, wish, now);
  if (!found.ok) return found;
  const listed = found.value.listed.filter(({ space: { capacity } }) => {
    return people === null || (capacity !== null && people.least <= capacity && capacity <= people.most);
  });
  const [zone] = listed.map(({ space }) => space.timeZone);
  if (zone === undefined) {
    const place = (await locations(db())).find(({ id: own }) => own === locationId);
    const outcome = searchOutcome({ suitable: 0, exact: 0, near: 0, reasons: [] });
    if (place) await countSearch(actor, { ...seenOf(input.value), timeZone: place.timeZone, outcome }, now);
    return ok({ exact: [], near: [] });
  }
  const dates = { ...asked, to: [asked.to, addDays(asked.from, MOST_DAYS)].sort()[0] ?? asked.to };
  const range = { start: localDay(dates.from, zone).start, end: localDay(addDays(dates.to, 1), zone).end };
  const spaces = listed.map(({ space }) => space);
  const known = await vouchedFacts(actor, spaces, range, now);
  const byId = new Map(known.map((one) => [one.resource.id, one]));
  const answer: ProgramSearch = { exact: [], near: [] };
  const reasons: RefusalCode[] = [];
  for (const one of listed) {
    const facts = byId.get(one.space.id);
    const wanted = facts && wantedOf(facts, dates);
    if (!wanted) continue;
    const decision = decideBooking(wanted, facts.facts, now);
    if (decision.ok) answer.exact.push({ listed: one, when: wanted });
    else {
      reasons.push(decision.refusal.code);
      const when = nearTo(facts, wanted, dates, now);
      if (when) answer.near.push({ listed: one, when });
    }
  }
  const counts = { suitable: listed.length, exact: answer.exact.length, near: answer.near.length };
  // Whatever opens on none of these dates has no reason of its own.
  const outcome = searchOutcome({ ...counts, reasons: reasons.length > 0 ? reasons : ['outside_hours'] });
  await countSearch(actor, { ...seenOf(input.value), timeZone: zone, outcome }, now);
  return ok(answer);
}

/** Whole days are wanted for as long as they are open. */
const seenOf = ({ locationId, anyFeature, people, from, time }: z.output<typeof searchForProgramInput>) => ({
  ...({ kind: 'space', locationId, date: from, features: anyFeature, people: people?.least } as const),
  minutes: time ? time.end - time.start : DAY_MINUTES,
  hour: time ? Math.floor(time.start / 60) % 24 : null,
});

type Dates = { from: string; to: string; time?: { start: number; end: number } };

/** The very time; of whole days from the first opening to the last closing, null where it opens on none of them. */
function wantedOf({ resource: { timeZone }, hours }: ResourceFacts, { from, to, time }: Dates): Interval | null {
  if (time) return { start: wallTime(from, time.start, timeZone), end: wallTime(from, time.end, timeZone) };
  const [first] = openingOn(hours, from, timeZone);
  const last = openingOn(hours, to, timeZone).at(-1);
  return first && last && first.start < last.end ? { start: first.start, end: last.end } : null;
}

/** As long, at another time of the date; of whole days the longest that there is. */
function nearTo({ resource, facts }: ResourceFacts, wanted: Interval, { from, to, time }: Dates, now: Date) {
  const { timeZone } = resource;
  const frame = { start: localDay(from, timeZone).start, end: localDay(to, timeZone).end };
  const wish = { minutes: minutesIn(wanted), near: wanted.start };
  if (!time) return longestFit(facts, frame, { ...wish, minutes: wish.minutes + 1 }, now);
  const [when] = fits(facts, frame, wish, now, 1);
  return when ?? null;
}
