import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { db, inTransaction } from '@/lib/db/client';
import { resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { endHold } from './end-hold';
import { intervalOf, type Placed, patronInput, patronOf, placeBooking, rulesFor, timeInput } from './place-booking';

const bookSpaceInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  ...timeInput,
  ...patronInput,
  /** A tick: the terms of the place were accepted. */
  terms: z.literal('on').optional(),
});

/**
 * A patron, signed in or a guest, books a space. What the visitor held becomes the booking in one transaction; a hold that
 * lapsed meanwhile does no harm while the time is free. Refusals: those of `decideBooking`, and `invalid` fields.
 */
export async function bookSpace(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Pick<Visitor, 'keys'> = { keys: [] },
): Promise<Result<Placed>> {
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

  const items = [{ resourceId: spaceId, ...wanted.value }];
  return inTransaction(async (tx) => {
    await endHold(tx, visitor.keys, [spaceId], now);
    return placeBooking(tx, actor, 'space', items, patron.value, now, by);
  });
}
