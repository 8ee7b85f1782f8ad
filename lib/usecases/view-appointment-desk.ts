import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { suits, usualKind } from '@/lib/booking/appointment';
import type { PersonOffering } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { keptCatalogue } from '@/lib/db/kept';
import { questionsFor } from '@/lib/db/questions';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Question } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';
import { addDays, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { askedBy } from './asked-appointment';
import { personOffers } from './person-offers';
import { type ListedTeam, teamsAtDesk, viewDeskTeam } from './view-desk-team';

/** What an address may bring along; whatever it cannot be is left out. */
const id = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);
const word = z.string().max(200).optional().catch(undefined);
const viewAppointmentDeskInput = z.object({
  /** A person's number, or a team as `deskTeam` reads it. */
  whom: word,
  ...{ kindId: id, placeId: id },
  ...{ kind: word, where: word },
  from: z.string().refine(isLocalDate).optional().catch(undefined),
});

/** What the form is filled in with. Values are as `bookAppointmentFor` or, of a team, `bookTeamFor` takes them. */
export type DeskChoice = {
  whom: string;
  name: string;
  isTeam: boolean;
  kinds: { value: string; name: string; minutes: number }[];
  kind: string;
  /** Of a person those that suit the kind; of a team where it is offered. `name` null: online. */
  places: { value: string; name: string | null }[];
  /** Empty: wherever, of a team; the person's own location, who named no place. */
  place: string;
  minutes: number;
  timeZone: string;
  today: LocalDate;
  from: LocalDate;
  /** What patrons would be offered there in the next days, by date; staff may book at any other time too. */
  days: { date: LocalDate; starts: Date[] }[];
  questions: Question[];
};

export type AppointmentDesk = {
  /** Everybody who can be met, oneself first. */
  people: { id: number; name: string; locationName: string; isOwn: boolean }[];
  /** Of which it may be left to the library whom one meets. */
  teams: ListedTeam[];
  /** Null: nobody can be met. */
  chosen: DeskChoice | null;
};

export const DESK_DAYS = 7;

/** What the desk's form for an appointment offers: whom, for what, where, what is free, and what is asked. */
export async function viewAppointmentDesk(actor: Actor, raw: unknown, now: Date): Promise<Result<AppointmentDesk>> {
  const input = parse(viewAppointmentDeskInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const { whom, from } = input.value;
  const everybody = await resources(db(), { kind: 'person', activeOnly: true });
  const all = within(actor, everybody, ({ locationId }) => locationId);
  const people = [...all].sort((a, b) => Number(b.personId === actor.id) - Number(a.personId === actor.id));
  const listed = people.map(({ id, name, locationName, personId }) => {
    return { id, name, locationName, isOwn: personId === actor.id };
  });
  const kept = await keptCatalogue(db());
  const teams = await teamsAtDesk(actor, all, kept);
  const about = { people: listed, teams };
  if (teams.some(({ value }) => value === whom)) {
    const chosen = await viewDeskTeam(actor, { ...input.value, whom: whom ?? '', days: DESK_DAYS }, now, kept);
    if (chosen) return ok({ ...about, chosen });
  }
  const person = people.find((one) => String(one.id) === whom) ?? people[0];
  return ok({ ...about, chosen: person ? await ofPerson(person, { ...input.value, from }, now) : null });
}

type Asked = { kindId?: number; placeId?: number; from?: LocalDate };

async function ofPerson(person: ResourceRecord, { kindId, placeId, from: asked }: Asked, now: Date) {
  const { timeZone } = person;
  const today = localDateOf(now, timeZone);
  const from = asked === undefined || asked < today ? today : asked;
  const frame = {
    start: localDay(from, timeZone).start,
    end: localDay(addDays(from, DESK_DAYS - 1), timeZone).end,
  };
  const kindOf = ({ kinds, places }: PersonOffering) =>
    kinds.find((one) => one.id === kindId) ?? usualKind(kinds, places);
  const [found] = await personOffers(db(), { people: [person], frame, patron: null, filter: { kindOf } }, now);
  const kind = found?.kind;
  const places = found?.offering.places.filter((place) => kind && suits(kind, place)) ?? [];
  const place = places.find((one) => one.id === placeId) ?? places[0];
  if (!found || !kind || !place) return null;
  const starts = found.offers.flatMap(({ start, at }) => (at.some((one) => one.place.id === place.id) ? [start] : []));
  const dates = [...new Set(starts.map((start) => localDateOf(start, timeZone)))];
  const textOf = (one: { id: number | null }) => String(one.id ?? '');
  return {
    ...{ whom: String(person.id), name: person.name, isTeam: false, timeZone, today, from },
    kinds: found.offering.kinds.map((one) => ({ value: textOf(one), name: one.name, minutes: one.defaultMinutes })),
    ...{ kind: textOf(kind), minutes: kind.defaultMinutes },
    places: places.map((one) => ({ value: textOf(one), name: one.name })),
    place: textOf(place),
    days: dates.map((date) => ({ date, starts: starts.filter((start) => localDateOf(start, timeZone) === date) })),
    questions: (await questionsFor(db(), askedBy(person, kind))).map(plainQuestion),
  };
}

/** Where a question stands is of no matter to a form. */
const plainQuestion = ({ id, label, help, kind, choices, required }: Question): Question => ({
  ...{ id, label, help, kind, choices, required },
});
