import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { basketInput } from './basket-input';
import { spacesTogether } from './complete-form';
import { countTaken } from './count-taken';
import { holdItems } from './hold-items';
import type { Held } from './hold-view';
import { intervalOf, timeInput } from './time-input';

const holdSpacesInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  ...timeInput,
  /** Other spaces of the same visit. */
  with: basketInput,
});

/**
 * Keeps the spaces and times of a booking form for its visitor ({@link holdItems}). Null: the location holds nothing.
 * Refusals else: those of `decideBooking`, and `one_location` as for a booking.
 */
export async function holdSpaces(
  actor: Actor,
  visitor: Visitor,
  raw: unknown,
  now: Date,
): Promise<Result<Held | null>> {
  const input = parse(holdSpacesInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { spaceId, with: others, ...time } = input.value;
  const wanted = intervalOf(time, null);
  if (!wanted.ok) return wanted;
  const items = [{ resourceId: spaceId, ...wanted.value }, ...others];
  const together = await spacesTogether(
    actor,
    items.map(({ resourceId }) => resourceId),
  );
  if (!together.ok) return together;
  const space = together.value.find(({ id }) => id === spaceId);
  if (!space) return refuse({ code: 'not_found' });
  const held = await holdItems(actor, visitor, { kind: 'space', items, holdMinutes: space.holdMinutes }, now);
  await countTaken(actor, { resource: space, ...wanted.value }, held, now);
  return held;
}
