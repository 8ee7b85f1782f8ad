import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { minutesToWaitForGuests, recordGuest } from '@/lib/auth/guest-limit';
import type { Visitor } from '@/lib/auth/visitor';
import { appointmentFrom } from '@/lib/db/appointments';
import { db, inTransaction } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { itemsOf } from './appointment-of';
import { appointmentInput, askedBy, wantedAppointment } from './asked-appointment';
import { answeredForm } from './complete-form';
import { countTaken } from './count-taken';
import { endHold } from './end-hold';
import { type Placed, patronInput, placeBooking } from './place-booking';
import { ownSubject } from './subjects';

/** Loose: answers to the library's own questions stand beside (`fieldOf`), and are parsed by what is asked. */
const bookAppointmentInput = z.looseObject({
  ...appointmentInput,
  /** What it is to be about, where whoever asks looked for that. */
  subject: z.string().max(100).optional(),
  ...patronInput,
  /** A tick: the terms of the place were accepted. */
  terms: z.literal('on').optional(),
});

/**
 * An appointment with a person: the core of {@link placeBooking}. As long as its kind says, unless asked otherwise. In a
 * room it is one booking of both, so that both are closed or neither is. What the visitor held becomes the booking in the same
 * transaction. Refusals: those of `decideBooking`, `of_space` for
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
  const asked = await wantedAppointment(actor, input.value);
  if (!asked.ok) return asked;
  const { person, wish, wanted } = asked.value;
  const questions = await questionsFor(db(), askedBy(person, wish.kind));
  const form = answeredForm(actor, [person], questions, input.value);
  if (!form.ok) return form;
  const network = actor.kind === 'guest' && visitor.network;
  const proof = { isProved: person.verifyMinutes !== null };
  const retryAfterMinutes = network ? await minutesToWaitForGuests(network, now, proof) : null;
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });

  const { patron, by, answers } = form.value;
  const subject = ownSubject(person, input.value.subject);
  const appointment = appointmentFrom(person, wish, { chosenBy: by, fairness: null, subject });
  const data = { ...patron, answers, appointment };
  const items = itemsOf(person.id, wish, wanted);
  const placed = await inTransaction(async (tx) => {
    const ids = items.map(({ resourceId }) => resourceId);
    await endHold(tx, visitor.keys, ids, now);
    return placeBooking(tx, actor, 'person', items, data, now, by);
  });
  if (placed.ok && network) await recordGuest(network, now, proof);
  await countTaken(actor, { resource: person, ...wanted }, placed, now);
  return placed;
}
