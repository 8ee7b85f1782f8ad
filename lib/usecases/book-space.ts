import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db, inTransaction } from '@/lib/db/client';
import { resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { intervalOf, type Placed, patronInput, patronOf, placeBooking, rulesFor, timeInput } from './place-booking';

const bookSpaceInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  ...timeInput,
  ...patronInput,
  /** A tick: the terms of the place were accepted. */
  terms: z.literal('on').optional(),
});

/** A patron, signed in or a guest, books a space. Refusals: those of `decideBooking`, and `invalid` fields. */
export async function bookSpace(actor: Actor, raw: unknown, now: Date): Promise<Result<Placed>> {
  const input = parse(bookSpaceInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { spaceId, terms, ...given } = input.value;
  const patron = patronOf(actor, given);
  if (!patron.ok) return patron;
  const by = rulesFor(actor, patron.value);
  const asked = by === 'patron' && !terms ? (await resourceById(db(), spaceId))?.terms : [];
  if (asked?.length) return refuse({ code: 'invalid', fields: { terms: 'required' } });
  const wanted = intervalOf(given, null);
  if (!wanted.ok) return wanted;

  return inTransaction((tx) =>
    placeBooking(tx, actor, 'space', [{ resourceId: spaceId, ...wanted.value }], patron.value, now, by),
  );
}
