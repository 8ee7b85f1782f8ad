import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { kindKey } from '@/lib/booking/team-kinds';
import { type TeamOption, teamOffers } from '@/lib/booking/team-offers';
import { db } from '@/lib/db/client';
import { keptCatalogue } from '@/lib/db/kept';
import type { ResourceRecord } from '@/lib/db/resources';
import { appointmentGroups, type GroupRecord, placeLocations } from '@/lib/db/teams';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval, MINUTE_MS } from '@/lib/time/interval';
import { addDays, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { peopleFacts } from './people-facts';
import { shownTo } from './shown-to';
import { emptyAsMissing } from './space-filter';
import { peopleShownTo } from './team-of';
import { type TeamChance, teamChances, type Where, wheresOf, withFacts } from './team-options';
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
const STRETCH_DAYS = 7;
const TIMES_EACH = 4;

/**
 * The people one can meet by subject, name, place and day, each with the next free time; and the groups. As many queries
 * however many people there are, and of what staff have written none as long as it stays the same.
 */
export async function findPeople(actor: Actor, raw: unknown, now: Date): Promise<Result<PeopleFound>> {
  const input = parse(findPeopleInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { subject = null, name = null, where = null, day = null } = input.value;
  const kept = await keptCatalogue(db());
  const shown = shownTo(actor);
  const all = (await peopleShownTo(actor, kept)).filter(({ access }) => shown.includes(access));
  const wish = { subject, name, where, day };
  if (all.length === 0) return ok({ wish, subjects: [], wheres: [], groups: [], people: [] });
  const groups = (await kept('groups', () => appointmentGroups(db()))).filter(
    ({ access, memberIds }) => shown.includes(access) && all.some(({ id }) => memberIds.includes(id)),
  );
  const timeZone = all[0]?.timeZone ?? 'UTC';
  const today = localDateOf(now, timeZone);
  const from = day !== null && day > today ? day : today;
  const frame = {
    start: localDay(from, timeZone).start,
    end: localDay(addDays(from, LOOK_AHEAD_DAYS - 1), timeZone).end,
  };
  const ids = all.map(({ id }) => id);
  const patron = patronFor(actor);
  const { offeringOf, digest, known } = await peopleFacts(db(), { people: all, frame, patron }, now, kept);
  const placeAt = await kept(`places ${ids}`, () => placeLocations(db(), ids));
  const chancesOf = (person: ResourceRecord): TeamChance[] => {
    const alone = { people: [person], groupId: null, locationId: null };
    return offeringOf(person).kinds.flatMap((kind) => teamChances(alone, kindKey(kind), { offeringOf, placeAt }));
  };
  const wanted = all.filter((person) => isLike(person, subject, name));
  const minute = Math.ceil(now.getTime() / MINUTE_MS);
  const ask = `found ${wanted.map(({ id }) => id)} ${where} ${day} ${from} ${minute} ${digest}`;
  const people = await kept(ask, async () => {
    const facts = known();
    return wanted.flatMap((person): FoundPerson[] => {
      const here = chancesOf(person).filter((one) => where === null || one.where.key === where);
      if (here.length === 0) return [];
      const options = withFacts(here, facts);
      const next = firstTime(options, frame, now);
      const times = day === null ? [] : timesOf(options, localDay(from, timeZone), now).slice(0, TIMES_EACH);
      return [{ person: shortly(person), wheres: wheresOf(here), next, times }];
    });
  });
  return ok({
    wish,
    subjects: [...new Set(all.flatMap(({ subjects }) => subjects))].sort((a, b) => a.localeCompare(b)),
    wheres: wheresOf(all.flatMap(chancesOf)),
    groups,
    people: [...people].sort((a, b) => soonness(a) - soonness(b)),
  });
}

type Option = TeamChance & TeamOption;

/** Worked out week by week: mostly the first free time is near. */
function firstTime(options: readonly Option[], frame: Interval, now: Date): FreeTime | null {
  for (let { start } = frame; start < frame.end; start = addMinutes(start, STRETCH_DAYS * 1440)) {
    const end = new Date(Math.min(addMinutes(start, STRETCH_DAYS * 1440).getTime(), frame.end.getTime()));
    const [first] = timesOf(options, { start, end }, now);
    if (first) return first;
  }
  return null;
}

const timesOf = (options: readonly Option[], frame: Interval, now: Date): FreeTime[] =>
  teamOffers(options, frame, now).flatMap(({ start, options: [first] }) =>
    first
      ? [{ start, end: addMinutes(start, first.minutes), kindId: first.wish.kind.id, placeId: first.wish.place.id }]
      : [],
  );

function isLike(person: ResourceRecord, subject: string | null, name: string | null): boolean {
  return (
    (subject === null || person.subjects.includes(subject)) &&
    (name === null || plain(person.name).includes(plain(name)))
  );
}

/** Without case and accents: names are typed as people remember them. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const soonness = ({ next }: FoundPerson) => next?.start.getTime() ?? Number.MAX_SAFE_INTEGER;

const shortly = ({ id, name, slug, description, subjects, timeZone, locationName }: ResourceRecord) => ({
  ...{ id, name, slug: slug ?? '', description, subjects, timeZone, locationName },
});
