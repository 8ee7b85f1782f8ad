import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db, inTransaction } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { intervalOf, type Placed, patronInput, patronOf, placeBooking, rulesFor, timeInput } from './place-booking';

const bookAppointmentInput = z.object({
  slug: z.string().min(1),
  ...timeInput,
  ...patronInput,
});

/** An appointment with a person: the core of {@link placeBooking}. As long as the category says, unless asked otherwise. */
export async function bookAppointment(actor: Actor, raw: unknown, now: Date): Promise<Result<Placed>> {
  const input = parse(bookAppointmentInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { slug, ...given } = input.value;
  const patron = patronOf(actor, given);
  if (!patron.ok) return patron;
  const [person] = await resources(db(), { slug, kind: 'person' });
  if (!person) return refuse({ code: 'not_found' });
  const wanted = intervalOf(given, person.policy.defaultMinutes);
  if (!wanted.ok) return wanted;

  const by = rulesFor(actor, patron.value);
  return inTransaction((tx) =>
    placeBooking(tx, actor, 'person', [{ resourceId: person.id, ...wanted.value }], patron.value, now, by),
  );
}
