import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { factsOf } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import { keptCatalogue } from '@/lib/db/kept';
import { type LocationRecord, locations } from '@/lib/db/library';
import { hurryReading } from '@/lib/db/links';
import { digestOf, momentFacts } from '@/lib/db/moment-facts';
import type { Patron } from '@/lib/db/patron-bookings';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { writtenFacts } from '@/lib/db/written-facts';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, includes, MINUTE_MS, minutesBetween, minutesIn } from '@/lib/time/interval';
import { type HoursLevel, nextOpenDate, openingOn } from '@/lib/time/opening';
import { addDays, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { fullHoursIn, widthOf } from './day-frame';
import { maySee, shownTo } from './shown-to';
import { type SpaceOfDay, spaceOfDay } from './space-of-day';

const viewSpaceDayInput = z.object({
  date: z.string().refine(isLocalDate, 'not_date').optional(),
  locationId: z.coerce.number().int().positive().optional(),
});

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

/** However many look at a location: what is read too seldom there is asked for again after so long. */
const HURRY_MS = 5_000;

/**
 * The spaces of one location on one local date. The view runs from the first opening that belongs to the date to the
 * last closing, past midnight if need be (libcal-domain §2.4), in full hours of the wall clock. Without a date: today,
 * or the opening day that is still under way after midnight. Null: there is no space to show at all.
 */
export async function viewSpaceDay(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceDay | null>> {
  const input = parse(viewSpaceDayInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { locationId } = input.value;
  const shown = shownTo(actor);
  const kept = await keptCatalogue(db());
  const all = await kept(`locations ${shown}`, () => locations(db(), { kind: 'space', categoryAccess: shown }));
  const listed = all.filter(({ access }) => shown.includes(access));
  const location = locationId ? all.find(({ id, access }) => id === locationId && maySee(actor, access)) : listed[0];
  if (!location) return locationId ? refuse({ code: 'not_found' }) : ok(null);

  const { timeZone } = location;
  const within = { kind: 'space', locationId: location.id, categoryAccess: shown, activeOnly: true } as const;
  const spaces = await kept(`spaces ${location.id} ${shown}`, async () =>
    (await resources(db(), within)).filter(({ isContainer }) => !isContainer),
  );
  if (spaces.length === 0) return locationId ? refuse({ code: 'not_found' }) : ok(null);
  await kept(`hurried ${location.id} ${Math.floor(now.getTime() / HURRY_MS)}`, () =>
    hurryReading(
      db(),
      spaces.map(({ id }) => id),
      now,
    ),
  );
  const today = localDateOf(now, timeZone);
  const asked = input.value.date ?? today;
  const longest = Math.max(...spaces.map(({ policy }) => policy.maxMinutes));
  // From the evening before, which may still be open, to the end of what may begin past midnight.
  const range = {
    start: localDay(addDays(asked, -1), timeZone).start,
    end: addMinutes(localDay(addDays(asked, 1), timeZone).end, longest),
  };
  const about = `${location.id} ${shown} ${asked}`;
  const written = await kept(`written ${about}`, () => writtenFacts(db(), spaces, range));
  const frames = await kept(`frames ${about}`, async () => framesOf(spaces.map(written.hoursOf), asked, timeZone));
  const isEvening = !input.value.date && frames.evening && includes(frames.evening, now);
  const date = isEvening ? addDays(asked, -1) : asked;
  const frame = isEvening ? frames.evening : frames.day;
  const patron = patronFor(actor);
  const seen = frame ?? localDay(asked, timeZone);
  const moment = await momentFacts(db(), spaces, range, written, {
    ...{ patron, now, within: { start: seen.start, end: addMinutes(seen.end, longest) } },
  });
  const minute = Math.ceil(now.getTime() / MINUTE_MS);
  const lastDates = await kept(`last dates ${location.id} ${shown} ${minute}`, async () => lastDatesOf(spaces, now));
  // Whatever it depends on is in its name. Times are offered to the minute; but on a later day nothing is too late yet, and
  // for whoever has no bookings of their own only the window moves on.
  const notice = Math.max(...spaces.map(({ policy }) => policy.minNoticeMinutes));
  const isLater = patron === null && input.value.date && localDay(asked, timeZone).start > addMinutes(now, notice);
  const name = `day ${about} ${seen.start.getTime()} ${isLater ? lastDates : minute} ${digestOf(moment)}`;
  const drawn = await kept(name, async () => {
    const known = frame ? factsOf(spaces, range, written, moment) : [];
    const hours = frame && fullHoursIn(frame, timeZone);
    return { hours, spaces: known.flatMap((one) => (frame ? spaceOfDay(one, frame, now) : [])) };
  });
  const { hours } = drawn;

  return ok({
    locations: listed.includes(location) ? listed : [...listed, location],
    location,
    date,
    today,
    lastDate: lastDates.at(-1) ?? today,
    day: frame &&
      hours && {
        startAt: frame.start,
        minutes: minutesIn(frame),
        nowMinute: includes(frame, now) ? Math.floor(minutesBetween(frame.start, now)) : null,
        hours,
      },
    spaces: drawn.spaces,
    nextOpenDate: frame ? null : await nextOpen(spaces, addDays(date, 1)),
  });
}

/** The widths of a local date's view, and of that of the evening before. */
function framesOf(hours: readonly HoursLevel[][], date: LocalDate, timeZone: string) {
  const frameOn = (day: LocalDate) =>
    widthOf(
      hours.flatMap((levels) => openingOn(levels, day, timeZone)),
      timeZone,
    );
  return { evening: frameOn(addDays(date, -1)), day: frameOn(date) };
}

/** The last dates that may be booked now, one a policy, in order: the day view ends with the last of them. */
const lastDatesOf = (spaces: readonly ResourceRecord[], now: Date): LocalDate[] =>
  [...new Set(spaces.map(({ policy, timeZone }) => lastOpenDate(policy, now, timeZone)))].sort();

async function nextOpen(spaces: readonly ResourceRecord[], from: LocalDate): Promise<LocalDate | null> {
  const hours = await hoursOf(db(), spaces, from, addDays(from, LOOK_AHEAD_DAYS));
  return nextOpenDate(spaces.map(hours), from, LOOK_AHEAD_DAYS);
}

/** Whose limits count for offers; a guest is known only once an address is given. */
export const patronFor = (actor: Actor): Patron | null =>
  actor.kind === 'person' ? { personId: actor.id, email: actor.email } : null;
