import { createHash } from 'node:crypto';
import type { Actor } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { type TeamKind, teamKinds } from '@/lib/booking/team-kinds';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import { placeLocations } from '@/lib/db/teams';
import type { Refusal } from '@/lib/refusal';
import type { Interval } from '@/lib/time/interval';
import { addDays, datesBetween, type LocalDate, localDateOf, localDay, mondayOf } from '@/lib/time/zone';
import { personTimes } from './person-times';
import type { Team } from './team-of';
import { type TeamChance, teamChances } from './team-options';
import type { PersonTime } from './times-reader';
import { patronFor } from './view-space-day';

/** A start on offer, and with whom and where: people and places by their ids, `where` as addresses have it. */
export type TeamSlot = { start: Date; at: { personId: number; placeId: number | null; where: string }[] };

/** A local date, without a free time too. */
export type TeamDay = { date: LocalDate; slots: TeamSlot[] };

export type TeamLook = {
  kinds: TeamKind[];
  /** What the times are of. */
  kind: TeamKind;
  /** What they are of where nobody asks for a kind: that which most of the people offer. */
  usualKind: TeamKind;
  /** Who offers it, and where, free or not. */
  chances: TeamChance[];
  days: TeamDay[];
  /** Why nothing of it is offered to whoever asks, whatever the time: sign-in, groups, bans; null: some is. */
  barred: Refusal | null;
  /** Whom one can meet here at all, for whatever. */
  reachable: ReadonlySet<number>;
  /** The last date for which somebody can be booked now. */
  lastDate: LocalDate;
};

/** Which kind, the usual one unless known; and from which local date for how many. */
type Asked = { kindKey?: string; from: LocalDate; days: number };

/**
 * All times of a team from a local date on: those of its people (`personTimes`), put together once as long as they are the
 * same. Two queries however many people there are, where nothing was written since the last look, and one or two more for a
 * known patron. Null: nobody is there.
 */
export async function lookAtTeam(
  actor: Actor,
  team: Team,
  { kindKey: askedKind, from, days }: Asked,
  now: Date,
  kept: Kept,
): Promise<TeamLook | null> {
  const { people, groupId, locationId } = team;
  if (people.length === 0) return null;
  const timeZone = zoneOf(team);
  const ids = `${people.map(({ id }) => id)}`;
  const name = `team ${groupId} ${locationId} ${ids}`;
  const { kinds, usualKind, chancesOf, reachable } = await kept(`offer of ${name}`, () => offerOf(team));
  if (!usualKind) return null;
  const kind = kinds.find(({ key }) => key === askedKind) ?? usualKind;
  const chances = chancesOf(kind);
  const lastDates = chances.map(({ person, wish }) => ({ ...person.policy, windowDays: wish.kind.windowDays }));
  const lastDate = lastDateOf(lastDates, now, timeZone) ?? from;
  const dates = datesBetween(from, addDays(from, days - 1));
  const weeks = weeksOf(dates, timeZone);
  const about = { chances, name: `${groupId} ${locationId} ${kind.key}`, weeks, patron: patronFor(actor) };
  const { timesOf, barredOf, sign } = await personTimes(about, now, kept);
  const offering = [...new Set(chances.map(({ person }) => person.id))];
  const barred = offering.map(barredOf);
  const signed = createHash('sha256').update(sign).digest('base64url');
  const drawn = await kept(`days of ${name} ${kind.key} ${from} ${days} ${signed}`, async () => {
    const own = new Map(offering.map((id) => [id, chances.filter(({ person }) => person.id === id).map(placeOf)]));
    return daysOf(
      dates,
      timeZone,
      offering.map((id) => ({ times: timesOf(id), at: own.get(id) ?? [] })),
    );
  });
  return {
    ...{ kinds, kind, usualKind, chances, days: drawn, reachable, lastDate },
    barred: barred.includes(null) ? null : (barred[0] ?? null),
  };
}

/** What a team's people offer, and what of it may be had on its page. */
async function offerOf(team: Team) {
  const { people } = team;
  const offeringOf = await appointmentWorld(db(), people);
  const ids = people.map(({ id }) => id);
  const world = { offeringOf, placeAt: await placeLocations(db(), ids) };
  const all = teamKinds(people.flatMap((person) => offeringOf(person).kinds));
  const offered = all.map((kind) => ({ kind, chances: teamChances(team, kind.key, world) }));
  const here = offered.filter(({ chances }) => chances.length > 0);
  return {
    kinds: here.map(({ kind }) => kind),
    // One that is a single person's own would hide everybody else's times. The sort is stable: of equals the first.
    usualKind: here.toSorted((a, b) => peopleOf(b).size - peopleOf(a).size)[0]?.kind,
    chancesOf: (kind: TeamKind) => here.find((one) => one.kind.key === kind.key)?.chances ?? [],
    reachable: new Set(here.flatMap(({ chances }) => chances.map(({ person }) => person.id))),
  };
}

const peopleOf = ({ chances }: Pick<TeamLook, 'chances'>) => new Set(chances.map(({ person }) => person.id));

const placeOf = ({ person, wish, where }: TeamChance): TeamSlot['at'][number] => ({
  ...{ personId: person.id, placeId: wish.place.id, where: where.key },
});

type Own = { times: readonly PersonTime[]; at: readonly TeamSlot['at'][number][] };

/** Each date with every start at which any of them can be met, people in their order. */
function daysOf(dates: readonly LocalDate[], timeZone: string, people: readonly Own[]): TeamDay[] {
  const starts = new Map<number, TeamSlot>();
  for (const { times, at } of people)
    for (const { start, at: places } of times) {
      const known = starts.get(start.getTime()) ?? { start, at: [] };
      for (const place of places) if (at[place]) known.at.push(at[place]);
      starts.set(start.getTime(), known);
    }
  const byDate = new Map<LocalDate, TeamSlot[]>(dates.map((date) => [date, []]));
  for (const slot of [...starts.values()].sort((a, b) => a.start.getTime() - b.start.getTime()))
    byDate.get(localDateOf(slot.start, timeZone))?.push(slot);
  return [...byDate].map(([date, slots]) => ({ date, slots }));
}

/** The weeks that these dates touch, from Monday to Sunday: whoever looks from another day on finds the same ones. */
export function weeksOf(dates: readonly LocalDate[], timeZone: string): Interval[] {
  const mondays = [...new Set(dates.map(mondayOf))];
  return mondays.map((monday) => {
    return { start: localDay(monday, timeZone).start, end: localDay(addDays(monday, 6), timeZone).end };
  });
}

function lastDateOf(windows: readonly Parameters<typeof lastOpenDate>[0][], now: Date, timeZone: string) {
  const different = new Map(windows.map((one) => [`${one.windowDays} ${one.rolloverMinute}`, one]));
  return [...different.values()]
    .map((one) => lastOpenDate(one, now, timeZone))
    .toSorted()
    .at(-1);
}

/** Whose clock the page follows: people of one page are hardly ever in two zones, and then it is the first one's. */
export const zoneOf = ({ people: [first] }: Team): string => first?.timeZone ?? 'UTC';
