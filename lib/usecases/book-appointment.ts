import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { minutesToWaitForGuests, recordGuest } from '@/lib/auth/guest-limit';
import type { Visitor } from '@/lib/auth/visitor';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { db, inTransaction } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { appointmentFrom, appointmentOf, askedAppointment, itemsOf } from './appointment-of';
import { answeredForm } from './complete-form';
import { groupOnPage } from './group-on-page';
import { intervalOf, type Placed, patronInput, placeBooking, timeInput } from './place-booking';
import { maySee } from './shown-to';

/** Loose: answers to the library's own questions stand beside (`fieldOf`), and are parsed by what is asked. */
const bookAppointmentInput = z.looseObject({
  slug: z.string().min(1).max(100),
  ...askedAppointment,
  ...timeInput,
  ...patronInput,
  /** A tick: the terms of the place were accepted. */
  terms: z.literal('on').optional(),
});

/**
 * An appointment with a person: the core of {@link placeBooking}. As long as its kind says, unless asked otherwise. In a
 * room it is one booking of both, so that both are closed or neither is. Refusals: those of `decideBooking`, `of_space` for
 * the room, `not_offered`, `invalid` fields, and `too_many_attempts` from a network of guests.
 */
export async function bookAppointment(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Visitor = { keys: [], network: null },
): Promise<Result<Placed>> {
  const input = parse(bookAppointmentInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { slug, kindId, placeId, group, ...given } = input.value;
  const [person] = await resources(db(), { slug, kind: 'person' });
  if (!person || !maySee(actor, person.access)) return refuse({ code: 'not_found' });
  const groupId = await groupOnPage(db(), person.id, group);
  const wish = appointmentOf((await appointmentWorld(db(), [person]))(person), { kindId, placeId }, groupId);
  if (!wish.ok) return wish;
  const { kind } = wish.value;
  const wanted = intervalOf(given, kind.defaultMinutes);
  if (!wanted.ok) return wanted;
  const questions = await questionsFor(db(), {
    ...{ categoryIds: [person.categoryId], resourceIds: [person.id], kindIds: kind.id === null ? [] : [kind.id] },
  });
  const form = answeredForm(actor, [person], questions, given);
  if (!form.ok) return form;
  const network = actor.kind === 'guest' && person.verifyMinutes !== null && visitor.network;
  const retryAfterMinutes = network ? await minutesToWaitForGuests(network, now) : null;
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });

  const { patron, by, answers } = form.value;
  const appointment = appointmentFrom(person.id, wish.value, { chosenBy: by, fairness: null });
  const data = { ...patron, answers: answers.map(({ questionId: _, ...answer }) => answer), appointment };
  const placed = await inTransaction((tx) =>
    placeBooking(tx, actor, 'person', itemsOf(person.id, wish.value, wanted.value), data, now, by),
  );
  if (placed.ok && network) await recordGuest(network, now);
  return placed;
}
