import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { kindKey } from '@/lib/booking/team-kinds';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { type Kept, keptCatalogue } from '@/lib/db/kept';
import type { Patron } from '@/lib/db/patron-bookings';
import type { ResourceRecord } from '@/lib/db/resources';
import { appointmentGroups, type GroupRecord, placeLocations } from '@/lib/db/teams';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval, includes } from '@/lib/time/interval';
import { addDays, datesBetween, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { countPeopleSearch } from './count-people-search';
import { weeksOf } from './look-at-team';
import { personTimes } from './person-times';
import { shownTo } from './shown-to';
import { emptyAsMissing } from './space-filter';
import { helpsWith, subjectKey, subjectNames } from './subjects';
import { peopleShownTo } from './team-of';
import { type TeamChance, teamChances, type Where, wheresOf } from './team-options';
import type { PersonTime } from './times-reader';
import { patronFor } from './view-space-day';

const findPeopleInput = z.object({
  subject: emptyAsMissing(z.string().trim().max(100)),
  /** A part of a name. */
  name: emptyAsMissing(z.string().trim().max(100)),
  /** `online`, or the id of a location. */
  where: emptyAsMissing(z.string().max(20)),
  /** From this local date on. */
  day: emptyAsMissing(z.string().refine(isLocalDate, 'not_date')),
});

/** A free time of one person: what for and where, by ids as `bookAppointment` takes them. */
export type FreeTime = Interval & { kindId: number | null; placeId: number | null };

export type FoundPerson = {
  person: Pick<ResourceRecord, 'id' | 'name' | 'description' | 'subjects' | 'timeZone' | 'locationName'> & {
    slug: string;
  };
  /** Where they can be met at all, of what was asked for. */
  wheres: Where[];
  /** The first within four weeks, from the day on that was asked for. */
  next: FreeTime | null;
  /** On the day that was asked for, the first few. */
  times: FreeTime[];
};

export type PeopleFound = {
  wish: { subject: string | null; name: string | null; where: string | null; day: LocalDate | null };
  /** What one may look for: every subject that anybody offers, by the alphabet; and every place, in the library's order. */
  subjects: string[];
  wheres: Where[];
  groups: Pick<GroupRecord, 'name' | 'slug' | 'description'>[];
  /** Who is free soonest comes first; who is not free for so long comes last. */
  people: FoundPerson[];
};

const LOOK_AHEAD_DAYS = 28;
const TIMES_EACH = 4;

/**
 * The people one can meet by subject, name, place and day, each with the next free time; and the groups. As many queries
 * however many people there are, and of what staff have written none as long as it stays the same.
 */
export async function findPeople(actor: Actor, raw: unknown, now: Date): Promise<Result<PeopleFound>> {
  const input = parse(findPeopleInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { subject: typed = null, name = null, where = null, day = null } = input.value;
  const kept = await keptCatalogue(db());
  const shown = shownTo(actor);
  const all = (await peopleShownTo(actor, kept)).filter(({ access }) => shown.includes(access));
  const subjects = subjectNames(all);
  const subject = typed === null ? null : (subjects.get(subjectKey(typed)) ?? typed);
  const wish = { subject, name, where, day };
  if (all.length === 0) return ok({ wish, subjects: [], wheres: [], groups: [], people: [] });
  const groups = (await kept('groups', () => appointmentGroups(db()))).filter(
    ({ access, memberIds }) => shown.includes(access) && all.some(({ id }) => memberIds.includes(id)),
  );
  const timeZone = all[0]?.timeZone ?? 'UTC';
  const today = localDateOf(now, timeZone);
  const from = day !== null && day > today ? day : today;
  const chancesOf = await kept(`chances of ${all.map(({ id }) => id)}`, () => allChances(all));
  const wanted = all.filter((person) => isLike(person, subject, name));
  const here = wanted.flatMap((person) => {
    const chances = chancesOf(person).filter((one) => where === null || one.where.key === where);
    return chances.length > 0 ? [{ person, chances }] : [];
  });
  const about = { dates: datesBetween(from, addDays(from, LOOK_AHEAD_DAYS - 1)), timeZone, patron: patronFor(actor) };
  const timesOf = await firstTimes(here, { ...about, where, day }, now, kept);
  const people = here.map(({ person, chances }) => {
    return { person: shortly(person), wheres: wheresOf(chances), ...timesOf(person.id) };
  });
  const wheres = wheresOf(all.flatMap(chancesOf));
  // The page as it is opened lists everybody; by name one looks somebody up.
  if (name === null && (subject ?? where ?? day) !== null) {
    const asked = { subject: subjects.get(subjectKey(typed ?? '')), where: wheres.find(({ key }) => key === where) };
    await countPeopleSearch(actor, { ...asked, timeZone, day }, people, now);
  }
  return ok({
    wish,
    subjects: [...subjects.values()].sort((a, b) => a.localeCompare(b)),
    wheres,
    groups,
    people: people.sort((a, b) => soonness(a) - soonness(b)),
  });
}

/** Whatever these people offer, wherever. */
async function allChances(all: readonly ResourceRecord[]): Promise<(person: ResourceRecord) => TeamChance[]> {
  const offeringOf = await appointmentWorld(db(), all);
  const placeAt = await placeLocations(
    db(),
    all.map(({ id }) => id),
  );
  const chances = new Map(
    all.map((person) => {
      const alone = { people: [person], groupId: null, locationId: null };
      const kinds = offeringOf(person).kinds.flatMap((kind) =>
        teamChances(alone, kindKey(kind), { offeringOf, placeAt }),
      );
      return [person.id, kinds];
    }),
  );
  return ({ id }) => chances.get(id) ?? [];
}

type Found = { person: ResourceRecord; chances: TeamChance[] };
type About = {
  dates: LocalDate[];
  timeZone: string;
  patron: Patron | null;
  where: string | null;
  day: LocalDate | null;
};
type Times = Pick<FoundPerson, 'next' | 'times'>;

/**
 * The first time of each, and the first few of the day. Week by week, and of those only who were not free before: mostly the
 * first free time is near.
 */
async function firstTimes(
  found: readonly Found[],
  { dates, timeZone, patron, where, day }: About,
  now: Date,
  kept: Kept,
): Promise<(personId: number) => Times> {
  const [from = '', last = ''] = [dates[0], dates.at(-1)];
  const frame = { start: localDay(from, timeZone).start, end: localDay(last, timeZone).end };
  const known = new Map<number, Times>();
  let left = found;
  for (const week of weeksOf(dates, timeZone)) {
    if (left.length === 0) break;
    const chances = left.flatMap((one) => one.chances);
    const { timesOf } = await personTimes({ chances, name: `any ${where}`, weeks: [week], patron }, now, kept);
    left = left.filter(({ person: { id }, chances: own }) => {
      const free = timesOf(id).filter(({ start }) => includes(frame, start));
      const ofDay = day === null ? [] : free.filter(({ start }) => localDateOf(start, timeZone) === from);
      const [next] = free.flatMap((time) => freeTime(time, own));
      const before = known.get(id)?.times ?? [];
      const times = before.length > 0 ? before : ofDay.slice(0, TIMES_EACH).flatMap((time) => freeTime(time, own));
      known.set(id, { next: next ?? null, times });
      return !next;
    });
  }
  return (id) => known.get(id) ?? { next: null, times: [] };
}

function freeTime({ start, at: [first = -1] }: PersonTime, chances: readonly TeamChance[]): FreeTime[] {
  const wish = chances[first]?.wish;
  if (!wish) return [];
  const end = addMinutes(start, wish.kind.defaultMinutes);
  return [{ start, end, kindId: wish.kind.id, placeId: wish.place.id }];
}

function isLike(person: ResourceRecord, subject: string | null, name: string | null): boolean {
  return (
    (subject === null || helpsWith(person, subject)) && (name === null || plain(person.name).includes(plain(name)))
  );
}

/** Without case and accents: names are typed as people remember them. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const soonness = ({ next }: FoundPerson) => next?.start.getTime() ?? Number.MAX_SAFE_INTEGER;

const shortly = ({ id, name, slug, description, subjects, timeZone, locationName }: ResourceRecord) => ({
  ...{ id, name, slug: slug ?? '', description, subjects, timeZone, locationName },
});
