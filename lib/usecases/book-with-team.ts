import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { minutesToWaitForGuests, recordGuest } from '@/lib/auth/guest-limit';
import type { Visitor } from '@/lib/auth/visitor';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { db, inTransaction } from '@/lib/db/client';
import { keptCatalogue } from '@/lib/db/kept';
import { placeLocations } from '@/lib/db/teams';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { answeredForm } from './complete-form';
import { countTaken } from './count-taken';
import { type Placed, patronInput } from './place-booking';
import { placeFairly } from './place-fairly';
import { emptyAsMissing } from './space-filter';
import { teamKeyInput, teamOf } from './team-of';
import { type TeamChance, teamChances } from './team-options';
import { answersFor, questionsOfChances } from './team-questions';
import { timeInput } from './time-input';

/** Loose: answers to the library's own questions stand beside (`fieldOf`), and are parsed by what is asked. */
const bookWithTeamInput = z.looseObject({
  ...teamKeyInput,
  /** As `kindKey` of lib/booking has it. */
  kind: z.string().max(200),
  /** `online`, or the id of a location; left out: wherever whoever is chosen comes first. */
  where: emptyAsMissing(z.string().max(20)),
  /** A person's address; left out: any of them, by fair distribution. */
  with: emptyAsMissing(z.string().max(100)),
  start: timeInput.start,
  ...patronInput,
  /** A tick: the terms of the place were accepted. */
  terms: z.literal('on').optional(),
});

/**
 * An appointment on the page of a group, a subject or a location: with the one who was named, or with whoever of those free
 * is booked least (docs/decisions/0028). As long as the kind usually is. Refusals: those of `decideBooking` where all of the
 * people have the same, else `slot_taken`; `not_offered`, `invalid` fields, `too_many_attempts` from a network of guests.
 */
export async function bookWithTeam(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Visitor = { keys: [], network: null },
): Promise<Result<Placed>> {
  const input = parse(bookWithTeamInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { group, subject, location, kind, where, with: slug, start, ...given } = input.value;
  const team = await teamOf(actor, { group, subject, location }, await keptCatalogue(db()));
  if (!team) return refuse({ code: 'not_found' });
  if (!slug && !team.anyMember) return refuse({ code: 'invalid', fields: { with: 'required' } });
  const ids = team.people.map(({ id }) => id);
  const world = {
    offeringOf: await appointmentWorld(db(), team.people),
    placeAt: await placeLocations(db(), ids),
  };
  const chances = teamChances(team, kind, world).filter(
    (one) => (!slug || one.person.slug === slug) && (!where || one.where.key === where),
  );
  if (chances.length === 0) return refuse({ code: 'not_offered' });
  const people = [...new Set(chances.map(({ person }) => person))];
  const questions = await questionsOfChances(chances);
  const form = answeredForm(actor, people, questions, given);
  if (!form.ok) return form;
  const network = actor.kind === 'guest' && visitor.network;
  const proof = { isProved: people.some((one) => one.verifyMinutes !== null) };
  const retryAfterMinutes = network ? await minutesToWaitForGuests(network, now, proof) : null;
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });

  const { patron, by, answers } = form.value;
  const answersOf = (chance: TeamChance) => answersFor(chance, questions, answers);
  const placed = await inTransaction((tx) =>
    placeFairly(
      tx,
      actor,
      {
        ...{ chances, start, patron, by, answersOf, isNamed: slug !== undefined, visitorKeys: visitor.keys },
        subject: team.kind === 'subject' ? team.name : null,
      },
      now,
    ),
  );
  if (placed.ok && network) await recordGuest(network, now, proof);
  const [resource] = people;
  if (resource) await countTaken(actor, { resource, start, end: start }, placed, now);
  return placed;
}
