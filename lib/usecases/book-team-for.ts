import { z } from 'zod';
import { type Actor, canSomewhere, type Person } from '@/lib/auth/can';
import { decideForStaff } from '@/lib/booking/decide-for-staff';
import { fairnessOf, fairOrder, fairWindow } from '@/lib/booking/fair-order';
import type { BeyondCode } from '@/lib/booking/types';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { appointmentFrom } from '@/lib/db/appointments';
import { audit } from '@/lib/db/audit';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { fairFacts } from '@/lib/db/fair-facts';
import { keptCatalogue } from '@/lib/db/kept';
import { lockResources } from '@/lib/db/resources';
import { placeLocations } from '@/lib/db/teams';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { answersTo } from './answers-input';
import { itemsOf } from './appointment-of';
import type { BookedFor } from './book-appointment-for';
import { acceptedBeyond, deskBookingFields, deskTime, nameOrAccount } from './desk-booking-input';
import { deskTeam } from './desk-team';
import { zoneOf } from './look-at-team';
import { patronForStaff } from './patron-for-staff';
import { peopleFacts } from './people-facts';
import type { PatronData } from './place-booking';
import { othersThan } from './place-fairly';
import { placeForStaff } from './place-for-staff';
import { emptyAsMissing } from './space-filter';
import { ownSubject } from './subjects';
import { type TeamChance, teamChances, withFacts } from './team-options';
import { answersFor, questionsOfChances } from './team-questions';

/** Loose: answers to the library's own questions stand beside (`fieldOf`), and are parsed by what is asked. */
const bookTeamForInput = z
  .looseObject({
    /** As `deskTeam` reads it: `group:maps`, `subject:Law`, `location:3`. */
    whom: z.string().max(120),
    /** As `kindKey` of lib/booking has it. */
    kind: z.string().max(200),
    /** `online`, or the id of a location; left out: wherever. */
    where: emptyAsMissing(z.string().max(20)),
    ...deskBookingFields,
  })
  .superRefine(nameOrAccount);

/**
 * Staff book an appointment for somebody with any of a team: with whoever is booked least of those for whom the fewest rules
 * for patrons are gone beyond, mostly none (docs/decisions/0028). Which these are is told first, as of one person
 * (`bookAppointmentFor`). Never over a meeting in Outlook: for that somebody is chosen by name. Refusals: `slot_taken` where
 * nobody is free, `not_offered`, `calendar_unknown`, and `invalid` fields.
 */
export async function bookTeamFor(actor: Actor, raw: unknown, now: Date): Promise<Result<BookedFor>> {
  const input = parse(bookTeamForInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const { whom, kind, where, note, personId = null, name, email, locale } = input.value;
  const team = await deskTeam(actor, whom, await keptCatalogue(db()));
  if (!team) return refuse({ code: 'not_found' });
  const ids = team.people.map(({ id }) => id);
  const world = { offeringOf: await appointmentWorld(db(), team.people), placeAt: await placeLocations(db(), ids) };
  const chances = teamChances(team, kind, world).filter((one) => !where || one.where.key === where);
  const [first] = chances;
  if (!first) return refuse({ code: 'not_offered' });
  const found = await patronForStaff({ personId, name, email, locale }, now);
  if (!found.ok) return found;
  const patron = { ...found.value, note };
  const questions = await questionsOfChances(chances);
  const answers = answersTo(questions, input.value, 'staff');
  if (!answers.ok) return answers;
  const when = deskTime(input.value, zoneOf(team), first.wish.kind.defaultMinutes);
  const accepted = acceptedBeyond(input.value);
  const answersOf = (chance: TeamChance) => answersFor(chance, questions, answers.value);

  // Looked at first: what it goes beyond is said before it is booked.
  const seen = await judged(db(), { chances, when, patron }, now);
  const least = fewest(seen);
  if (!least[0]) return refuse({ code: seen.length > 0 ? 'calendar_unknown' : 'slot_taken' });
  if (!accepted.length && least[0].beyond.length > 0) return ok({ state: 'asks', beyond: least[0].beyond });
  const subject = team.kind === 'subject' ? team.name : null;
  const wish = { chances, when, patron, accepted, answersOf, isQuiet: !input.value.tell, subject };
  return inTransaction((tx) => place(tx, actor, wish, now));
}

type Wish = {
  chances: readonly TeamChance[];
  when: Interval;
  patron: PatronData;
  accepted: readonly string[];
  answersOf: (chance: TeamChance) => ReturnType<typeof answersFor>;
  isQuiet: boolean;
  subject: string | null;
};

/** All of them are locked before anything is counted, as where patrons choose any of a team (`placeFairly`). */
async function place(
  tx: Tx,
  actor: Person,
  { chances, when, patron, accepted, answersOf, isQuiet, subject }: Wish,
  now: Date,
): Promise<Result<BookedFor>> {
  const rooms = chances.flatMap(({ wish }) => wish.place.spaceId ?? []);
  await lockResources(tx, [...new Set([...chances.map(({ person }) => person.id), ...rooms])]);
  const free = await judged(tx, { chances, when, patron }, now);
  const pool = fewest(free.filter(({ beyond }) => beyond.every((code) => accepted.includes(code))));
  const [asked] = fewest(free);
  if (pool.length === 0) return asked ? ok({ state: 'asks', beyond: asked.beyond }) : refuse({ code: 'slot_taken' });
  const people = [...new Set(pool.map(({ chance }) => chance.person.id))];
  const order = fairOrder(await fairFacts(tx, people, fairWindow(when.start)));
  const [candidate] = order;
  const chosen = pool.find(({ chance }) => chance.person.id === candidate?.id);
  if (!candidate || !chosen) return refuse({ code: 'slot_taken' });
  const { chance, beyond } = chosen;
  const others =
    beyond.length === 0
      ? othersThan(
          candidate.id,
          pool.map((one) => one.chance),
          answersOf,
        )
      : [];
  const fairness = fairnessOf(candidate, order, when.start);
  const placed = await placeForStaff(
    tx,
    actor,
    {
      ...{ items: itemsOf(chance.person.id, chance.wish, when), patron, note: patron.note, locale: patron.locale },
      ...{ anyway: null, quiet: isQuiet, seriesId: null, named: beyond, answers: answersOf(chance) },
      appointment: appointmentFrom(chance.person, chance.wish, {
        ...{ chosenBy: 'fair', fairness, others },
        subject: ownSubject(chance.person, subject),
      }),
    },
    now,
  );
  if (!placed.ok) return placed;
  const { bookingId, publicId } = placed.value;
  const detail = { resourceId: chance.person.id, start: when.start.toISOString(), any: people.length };
  await audit(tx, { personId: actor.id, act: 'appointment.booked_for', subject: `booking:${bookingId}`, detail });
  return ok({ state: 'booked', publicId });
}

type Judged = { chance: TeamChance; beyond: BeyondCode[]; isAskable: boolean };

/** Who could be booked then by staff, and beyond which rules. */
async function judged(
  tx: Tx,
  { chances, when, patron }: Pick<Wish, 'chances' | 'when' | 'patron'>,
  now: Date,
): Promise<Judged[]> {
  const people = [...new Map(chances.map(({ person }) => [person.id, person])).values()];
  const { known } = await peopleFacts(tx, { people, frame: when, patron }, now);
  return withFacts(chances, known()).flatMap((chance) => {
    const decisions = [chance.facts, ...(chance.room ? [chance.room] : [])].map((facts) =>
      decideForStaff(when, facts, now, false),
    );
    if (decisions.some((one) => !one.ok)) return [];
    const beyond = [...new Set(decisions.flatMap((one) => (one.ok ? one.value.beyond : [])))];
    return [{ chance, beyond, isAskable: !chance.facts.calendarUnknown && !chance.room?.calendarUnknown }];
  });
}

/** Those for whom the fewest rules are gone beyond; whose calendar cannot be asked is passed over. */
function fewest(all: readonly Judged[]): Judged[] {
  const askable = all.filter(({ isAskable }) => isAskable);
  const least = Math.min(...askable.map(({ beyond }) => beyond.length));
  return askable.filter(({ beyond }) => beyond.length === least);
}
