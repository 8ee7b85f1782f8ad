import { lastOpenDate } from '@/lib/booking/booking-window';
import { decideAdmission } from '@/lib/booking/decide-admission';
import { admissionOf } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import { closersOf, factsBesideTime, type MomentFacts } from '@/lib/db/moment-facts';
import type { Patron } from '@/lib/db/patron-bookings';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { takenVersions } from '@/lib/db/taken-version';
import { type WrittenFacts, writtenFacts } from '@/lib/db/written-facts';
import type { Refusal } from '@/lib/refusal';
import { addMinutes, type Interval, MINUTE_MS } from '@/lib/time/interval';
import type { TeamChance } from './team-options';
import { longestOf, type PersonTime, timesReader } from './times-reader';

export type PersonTimes = {
  /** In order. None of whoever is barred. */
  timesOf: (personId: number) => readonly PersonTime[];
  /** Why somebody is not to be booked by whoever asks, whatever the time; null: no reason. */
  barredOf: (personId: number) => Refusal | null;
  /** While it is the same, so are all these times. */
  sign: string;
};

type Asking = {
  /** What may be asked of these people, in the order that they are named by in the answer. */
  chances: readonly TeamChance[];
  /** Stands for the chances of each person, beside the person. */
  name: string;
  /** Whole weeks in order, one after the other. */
  weeks: readonly Interval[];
  patron: Patron | null;
};

/** Beside the day of a location: a week of one person. */
const WEIGHT = 0.05;

/**
 * When people can be met, worked out for each person and week, and only once as long as nothing changes that it follows from:
 * what is taken of their time and of the rooms they meet in has a number of its own (docs/decisions/0033). Two queries where
 * all of it is known, however many people there are; those of whom it is not are read together. By the rules of one person
 * (`teamOffers`), so that it is what a booking accepts.
 */
export async function personTimes(asking: Asking, now: Date, kept: Kept): Promise<PersonTimes> {
  const { chances, name, weeks, patron } = asking;
  const people = [...new Map(chances.map(({ person }) => [person.id, person])).values()];
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (people.length === 0 || !first || !last) return { timesOf: () => [], barredOf: () => null, sign: '' };
  const roomIds = [...new Set(chances.flatMap(({ wish }) => wish.place.spaceId ?? []))];
  const rooms = roomIds.length === 0 ? [] : await kept(`rooms ${roomIds}`, () => resources(db(), { ids: roomIds }));
  const all = [...people, ...rooms];
  const range = { start: first.start, end: addMinutes(last.end, longestOf(chances)) };
  const ids = `${people.map(({ id }) => id)} ${roomIds}`;
  const when = `${range.start.getTime()} ${range.end.getTime()}`;
  const written = await kept(`written ${ids} ${when}`, () => writtenFacts(db(), all, range));
  const beside = await factsBesideTime(db(), all, range, written, { patron, now });
  const { closing, blocking } = closersOf(all, written);
  const versionOf = await takenVersions(db(), [...new Set([...closing, ...blocking])], now);

  const read = timesReader({ all, written, beside, chances }, now);
  const nameOf = namesFor({ chances, rooms, written, beside, versionOf, name }, now);
  const found = new Map<number, PersonTime[][]>();
  const names: string[] = [];
  await Promise.all(
    people.flatMap((person) => {
      const own: PersonTime[][] = [];
      found.set(person.id, own);
      return weeks.map(async (week, place) => {
        const known = nameOf(person, week);
        names.push(known);
        own[place] = await kept(known, () => read(person, week), WEIGHT);
      });
    }),
  );
  const barred = new Map(
    people.map((person) => {
      const admission = admissionOf(person, written.rulesOf(person), beside.standing);
      return [person.id, decideAdmission(admission, now, 'patron')];
    }),
  );
  const signs = [...names, ...people.filter(({ id }) => barred.get(id)).map(({ id }) => `barred ${id}`)];
  return {
    timesOf: (id) => (barred.get(id) ? [] : (found.get(id) ?? []).flat()),
    barredOf: (id) => barred.get(id) ?? null,
    sign: signs.join('\n'),
  };
}

type World = {
  chances: readonly TeamChance[];
  rooms: readonly ResourceRecord[];
  written: WrittenFacts;
  beside: Omit<MomentFacts, 'taken'>;
  versionOf: (id: number) => string;
  name: string;
};

/** All that the times of one person in one week follow from. */
function namesFor({ chances, rooms, written, beside, versionOf, name }: World, now: Date) {
  const closers = (one: ResourceRecord) => {
    const { closing, blocking } = closersOf([one], written);
    const isUnknown = beside.unknown.includes(one.id) ? 'unknown' : '';
    return `${[...new Set([...closing, ...blocking])].map((id) => `${id}:${versionOf(id)}`)}${isUnknown}`;
  };
  const byRoom = new Map(rooms.map((room) => [room.id, closers(room)]));
  const own = beside.own.length > 0 ? JSON.stringify(beside.own) : '';
  const lastDates = lastDateFinder(now);
  const byPerson = new Map<number, { taken: string; later: string; from: Date }>();
  for (const { person, wish } of chances) {
    const { kind, place } = wish;
    const known = byPerson.get(person.id) ?? { taken: closers(person), later: '', from: now };
    if (place.spaceId !== null) known.taken += ` ${byRoom.get(place.spaceId)}`;
    const date = lastDates(person, kind.windowDays);
    if (!known.later.includes(date)) known.later += date;
    const noticed = addMinutes(now, kind.minNoticeMinutes);
    if (noticed > known.from) known.from = noticed;
    byPerson.set(person.id, known);
  }
  const minute = Math.ceil(now.getTime() / MINUTE_MS);
  return ({ id }: ResourceRecord, { start, end }: Interval): string => {
    const { taken = '', later = '', from = now } = byPerson.get(id) ?? {};
    // Nothing is too late yet, and for whoever has no bookings of their own only the window moves on.
    const at = own === '' && start > from ? later : minute;
    return `times ${name} ${id} ${start.getTime()} ${end.getTime()} ${at} ${taken} ${own}`;
  };
}

/** Hardly ever more than one zone and a few windows, asked for again and again. */
function lastDateFinder(now: Date) {
  const known = new Map<string, string>();
  return ({ policy, timeZone }: ResourceRecord, windowDays: number): string => {
    const key = `${timeZone} ${windowDays} ${policy.rolloverMinute}`;
    const date = known.get(key) ?? lastOpenDate({ ...policy, windowDays }, now, timeZone);
    known.set(key, date);
    return date;
  };
}
