import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Place } from '@/lib/booking/appointment-types';
import type { TeamKind } from '@/lib/booking/team-kinds';
import { db } from '@/lib/db/client';
import { keptCatalogue } from '@/lib/db/kept';
import type { PlacedQuestion } from '@/lib/db/questions';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { addDays, isLocalDate, type LocalDate, localDateOf } from '@/lib/time/zone';
import { countSearch } from './count-search';
import { lookAtTeam, type TeamDay, type TeamLook, type TeamSlot, zoneOf } from './look-at-team';
import { emptyAsMissing } from './space-filter';
import { type Team, teamKeyInput, teamOf } from './team-of';
import { type Where, wheresOf } from './team-options';
import { questionsOfChances } from './team-questions';

const viewTeamInput = z.object({
  ...teamKeyInput,
  /** As `kindKey` of lib/booking; unknown: that which most of the people offer. */
  kind: emptyAsMissing(z.string().max(200)),
  /** `online`, or the id of a location; unknown: wherever. */
  where: emptyAsMissing(z.string().max(20)),
  /** A person's address; unknown: any of them. */
  with: emptyAsMissing(z.string().max(100)),
  from: emptyAsMissing(z.string().refine(isLocalDate, 'not_date')),
  weeks: emptyAsMissing(z.enum(['2', '4'])),
  start: emptyAsMissing(z.iso.datetime({ offset: true, error: 'not_date' })),
});

export type TeamMember = { id: number; slug: string; name: string; description: string; subjects: string[] };

export type TeamView = {
  team: Pick<Team, 'kind' | 'key' | 'name' | 'description' | 'anyMember'> & { people: TeamMember[] };
  timeZone: string;
  today: LocalDate;
  from: LocalDate;
  weeks: 2 | 4;
  /** None: nobody is there, and there is nothing else to see. */
  kinds: TeamKind[];
  kind: TeamKind | null;
  /** What is shown where nobody asks for a kind. */
  usualKind: TeamKind | null;
  /** Where this kind is offered, and where times were asked for; null: wherever. */
  wheres: Where[];
  where: string | null;
  /** Who offers this kind, and whose times were asked for; null: anybody's. */
  people: TeamMember[];
  person: TeamMember | null;
  /** Every day of the page, those without a free time too. */
  days: readonly TeamDay[];
  /** Where the page may turn to; null: nothing to see there. */
  earlierFrom: LocalDate | null;
  laterFrom: LocalDate | null;
  /** Where no day has any: the first free time after them. */
  nextFree: Date | null;
  chosen: TeamChoice | null;
  /** Why nothing is on offer to whoever asks, whatever the time; null: something is. */
  barred: Refusal | null;
};

/** A time that was chosen: where it is on offer, and who is free there, each with the place. */
export type TeamChoice = Interval & {
  wheres: Where[];
  people: (TeamMember & { place: Place })[];
  /** Of all who are free, each once: whom one will meet may not be known yet. */
  questions: PlacedQuestion[];
  terms: string[];
};

const STRETCH_DAYS = 28;

/**
 * The people of a group, a subject or a location as one calendar: every time at which any of them can be met, for two or four
 * weeks. What it offers `bookWithTeam` accepts. Why a time is not on offer is told nobody.
 */
export async function viewTeam(actor: Actor, raw: unknown, now: Date): Promise<Result<TeamView>> {
  const input = parse(viewTeamInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { kind, where: askedWhere, with: askedPerson, start, ...asked } = input.value;
  const kept = await keptCatalogue(db());
  const team = await teamOf(actor, asked, kept);
  if (!team) return refuse({ code: 'not_found' });
  const timeZone = zoneOf(team);
  const today = localDateOf(now, timeZone);
  const weeks: TeamView['weeks'] = asked.weeks === '4' ? 4 : 2;
  const look = (from: LocalDate, days: number) => lookAtTeam(actor, team, { kindKey: kind, from, days }, now, kept);
  const wanted = asked.from ?? (start ? localDateOf(new Date(start), timeZone) : today);
  const first = wanted < today ? today : wanted;
  const seen = await look(first, weeks * 7);
  // At a location whoever cannot be met there is nobody of its team.
  const members = team.people.filter(({ id }) => team.kind !== 'location' || seen?.reachable.has(id)).map(memberOf);
  const { name, description, key, anyMember } = team;
  const about = {
    team: { kind: team.kind, key, name, description, anyMember, people: members },
    timeZone,
    today,
    weeks,
  };
  if (!seen) return ok({ ...about, ...nothing(today) });

  const from = first > seen.lastDate ? seen.lastDate : first;
  const shown = from === first ? seen : ((await look(from, weeks * 7)) ?? seen);
  const wheres = wheresOf(shown.chances);
  const where = wheres.some((one) => one.key === askedWhere) ? (askedWhere ?? null) : null;
  const offering = new Set(shown.chances.map(({ person }) => person.id));
  const people = members.filter(({ id }) => offering.has(id));
  const person = people.find(({ slug }) => slug === askedPerson) ?? null;
  const suiting = (days: readonly TeamDay[]) => narrowed(days, where, person?.id ?? null);
  const days = suiting(shown.days);
  const isFree = days.some(({ slots }) => slots.length > 0);
  const last = addDays(from, weeks * 7 - 1);
  const earlier = addDays(from, -weeks * 7);
  const later = addDays(last, 1);
  const nextFree = isFree || shown.barred ? null : await firstAfter(last, shown.lastDate);
  // Whoever opens the page looks for the soonest time; to turn its weeks, or to choose, is no other search.
  if (asked.from === undefined && start === undefined) {
    const place = wheres.find(({ key: one }) => one === where);
    const subject = team.kind === 'subject' ? team.name : null;
    const locationId = team.locationId ?? place?.location?.id;
    const outcome = shown.barred ? 'not_for_them' : isFree || nextFree ? 'found' : 'all_taken';
    const seen = {
      kind: 'person',
      timeZone,
      date: null,
      subject,
      locationId,
      online: place?.location === null,
    } as const;
    await countSearch(actor, { ...seen, outcome }, now);
  }
  return ok({
    ...about,
    ...{ from, kinds: shown.kinds, kind: shown.kind, usualKind: shown.usualKind, barred: shown.barred },
    ...{ wheres, where, people, person, days },
    earlierFrom: from > today ? (earlier < today ? today : earlier) : null,
    laterFrom: later <= shown.lastDate ? later : null,
    nextFree,
    chosen: start ? await choiceOf(new Date(start), days, shown, members) : null,
  });

  /** The first free time after a date, read so many days at a time. */
  async function firstAfter(date: LocalDate, lastDate: LocalDate): Promise<Date | null> {
    for (let next = addDays(date, 1); next <= lastDate; next = addDays(next, STRETCH_DAYS)) {
      const [slot] = suiting((await look(next, STRETCH_DAYS))?.days ?? []).flatMap(({ slots }) => slots);
      if (slot) return slot.start;
    }
    return null;
  }
}

const nothing = (today: LocalDate): Omit<TeamView, 'team' | 'timeZone' | 'today' | 'weeks'> => ({
  ...{ from: today, kinds: [], kind: null, usualKind: null, wheres: [], where: null, people: [], person: null },
  ...{ days: [], earlierFrom: null, laterFrom: null, nextFree: null, chosen: null, barred: null },
});

function narrowed(days: readonly TeamDay[], where: string | null, personId: number | null): readonly TeamDay[] {
  if (where === null && personId === null) return days;
  const isAsked = (one: TeamSlot['at'][number]) =>
    (where === null || one.where === where) && (personId === null || one.personId === personId);
  return days.map(({ date, slots }) => ({
    date,
    slots: slots.flatMap(({ start, at }) => (at.some(isAsked) ? [{ start, at: at.filter(isAsked) }] : [])),
  }));
}

/** Of several places of one person at the same location the first is taken. */
async function choiceOf(
  start: Date,
  days: readonly TeamDay[],
  { kind, chances }: TeamLook,
  members: readonly TeamMember[],
): Promise<TeamChoice | null> {
  const slot = days.flatMap(({ slots }) => slots).find((one) => one.start.getTime() === start.getTime());
  if (!slot) return null;
  const free = chances.filter(({ person, wish }) =>
    slot.at.some(({ personId, placeId }) => personId === person.id && placeId === wish.place.id),
  );
  const people = members.flatMap((member) => {
    const first = free.find(({ person }) => person.id === member.id);
    return first ? [{ ...member, place: first.wish.place }] : [];
  });
  const wheres = wheresOf(free);
  const terms = [...new Set(free.flatMap(({ person }) => person.terms))];
  const questions = await questionsOfChances(free);
  return { start, end: addMinutes(start, kind.minutes), wheres, people, questions, terms };
}

const memberOf = ({ id, slug, name, description, subjects }: Team['people'][number]): TeamMember => ({
  ...{ id, slug: slug ?? '', name, description, subjects },
});
