import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { inTransaction } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { intervalOf, type Placed, patronInput, patronOf, placeBooking, rulesFor, timeInput } from './place-booking';

const bookSpaceInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  ...timeInput,
  ...patronInput,
});

/** A patron, signed in or a guest, books a space. Refusals: those of `decideBooking`, and `invalid` fields. */
export async function bookSpace(actor: Actor, raw: unknown, now: Date): Promise<Result<Placed>> {
  const input = parse(bookSpaceInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { spaceId, ...given } = input.value;
  const patron = patronOf(actor, given);
  if (!patron.ok) return patron;
  const wanted = intervalOf(given, null);
  if (!wanted.ok) return wanted;

  const by = rulesFor(actor, patron.value);
  return inTransaction((tx) =>
    placeBooking(tx, actor, 'space', [{ resourceId: spaceId, ...wanted.value }], patron.value, now, by),
  );
}
