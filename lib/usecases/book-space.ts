import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { minutesToWaitForGuests, recordGuest } from '@/lib/auth/guest-limit';
import type { Visitor } from '@/lib/auth/visitor';
import { inTransaction } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { type Result, refuse } from '@/lib/result';
import { basketInput } from './basket-input';
import { completeForm } from './complete-form';
import { countTaken } from './count-taken';
import { endHold } from './end-hold';
import { type Placed, patronInput, placeBooking } from './place-booking';
import { placeVisit } from './place-visit';
import { intervalOf, timeInput } from './time-input';

/** Loose: answers to the library's own questions stand beside (`fieldOf`), and are parsed by what is asked. */
const bookSpaceInput = z.looseObject({
  spaceId: z.coerce.number().int().positive(),
  ...timeInput,
  ...patronInput,
  /** A tick: the terms of the place were accepted. */
  terms: z.literal('on').optional(),
  /** Other spaces of the same location, each with its own time. */
  with: basketInput,
});

/**
 * A patron, signed in or a guest, books a space, or several of one location, all or none. What the visitor held becomes the
 * booking in one transaction; a hold that lapsed meanwhile does no harm while the time is free. Refusals: those of
 * `decideBooking`, `invalid` fields, and `too_many_attempts` from a network of guests.
 */
export async function bookSpace(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Visitor = { keys: [], network: null },
): Promise<Result<Placed>> {
  const input = parse(bookSpaceInput, raw);
  if (!input.ok) return withAllProblems(actor, raw, input.refusal);
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { spaceId, with: others, ...given } = input.value;
  const wanted = intervalOf(given, null);
  if (!wanted.ok) return wanted;
  const items = [{ resourceId: spaceId, ...wanted.value }, ...others.filter((one) => one.resourceId !== spaceId)];
  const ids = idsOf(input.value);
  const form = await completeForm(actor, ids, given);
  if (!form.ok) return form;
  const { patron, by, answersOf, spaces } = form.value;
  const network = actor.kind === 'guest' && spaces.some((space) => space.verifyMinutes !== null) && visitor.network;
  const retryAfterMinutes = network ? await minutesToWaitForGuests(network, now) : null;
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });

  const placed = await inTransaction(async (tx) => {
    await endHold(tx, visitor.keys, ids, now);
    if (items.length > 1) return placeVisit(tx, actor, items, form.value, now);
    return placeBooking(tx, actor, 'space', items, { ...patron, answers: answersOf(spaceId) }, now, by);
  });
  if (placed.ok && network) await recordGuest(network, now);
  const resource = spaces.find(({ id }) => id === spaceId);
  if (resource) await countTaken(actor, { resource, ...wanted.value }, placed, now);
  return placed;
}

type Input = z.output<typeof bookSpaceInput>;

const idsOf = ({ spaceId, with: others }: Pick<Input, 'spaceId' | 'with'>) => [
  ...new Set([spaceId, ...others.map(({ resourceId }) => resourceId)]),
];

/** A name too long is no reason to keep quiet about the terms: what else is wrong is said in the same answer. */
async function withAllProblems(actor: Actor, raw: unknown, refusal: Refusal): Promise<Result<never>> {
  if (refusal.code !== 'invalid' || typeof raw !== 'object') return refuse(refusal);
  const leftOut = Object.fromEntries(Object.keys(refusal.fields).map((name) => [name, undefined]));
  const rest = parse(bookSpaceInput, { ...raw, ...leftOut });
  if (!rest.ok) return refuse(refusal);
  const form = await completeForm(actor, idsOf(rest.value), rest.value);
  const more = !form.ok && form.refusal.code === 'invalid' ? form.refusal.fields : {};
  return refuse({ code: 'invalid', fields: { ...more, ...refusal.fields } });
}
