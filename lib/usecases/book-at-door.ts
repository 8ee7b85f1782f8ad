import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { markCheckedIn } from '@/lib/db/check-ins';
import { inTransaction } from '@/lib/db/client';
import { bookingIdOf } from '@/lib/db/doors';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { placeBooking } from './place-booking';
import { intervalOf, timeInput } from './time-input';
import { knowsDoor, viewDoor, viewDoorInput } from './view-door';

const bookAtDoorInput = viewDoorInput.extend({
  start: timeInput.start,
  minutes: z.coerce.number().int().positive().max(1440, 'too_long'),
  /** What stands in the place of a name. */
  name: z.string().trim().min(1).max(120),
  locale: z.enum(['en', 'es']).default('en'),
});

const TABLET: Actor = { kind: 'guest' };

/**
 * Somebody stands in front of the door and takes the space: by the tablet that knows the door's key, as a guest without
 * name and address, by every rule that holds for guests. They are there, so they are checked in; hence only what the door
 * offers now, and nothing ahead: limits would not stop whoever has nobody's name.
 */
export async function bookAtDoor(raw: unknown, now: Date): Promise<Result<{ publicId: string; end: Date }>> {
  const input = parse(bookAtDoorInput, raw);
  if (!input.ok) return input;
  const { spaceId, key, start, minutes, name, locale } = input.value;
  if (!(await knowsDoor(spaceId, key))) return refuse({ code: 'not_allowed' });
  const door = await viewDoor(TABLET, { spaceId, key }, now);
  if (!door.ok) return door;
  const { walkUp } = door.value;
  if (walkUp?.start.getTime() !== start.getTime() || !walkUp.minutes.includes(minutes))
    return refuse({ code: 'not_offered_now' });
  const wanted = intervalOf({ start, minutes }, null);
  if (!wanted.ok) return wanted;
  const patron = { personId: null, name, email: '', note: '', locale, atDoor: true };

  return inTransaction(async (tx) => {
    const item = { resourceId: spaceId, ...wanted.value };
    const placed = await placeBooking(tx, TABLET, 'space', [item], patron, now);
    if (!placed.ok) return placed;
    const { publicId } = placed.value;
    const id = await bookingIdOf(tx, publicId);
    if (id !== null) await markCheckedIn(tx, id, now);
    return ok({ publicId, end: item.end });
  });
}
