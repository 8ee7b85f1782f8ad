import { z } from 'zod';
import type { MeetingChange } from '@/lib/db/appointments';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { ok, type Result, refuse } from '@/lib/result';
import { minutesIn, sameInterval } from '@/lib/time/interval';
import type { MoveWish } from './judge-move';
import { intervalOf, timeInput } from './time-input';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);
const id = z.preprocess(missingIfEmpty, z.coerce.number().int().positive().max(2_147_483_647).optional());

/** Where and when a booking is to go, as its patron's form sends it; what is left out stays as it is. */
export const wantedChange = {
  /** Another space of the same location. */
  spaceId: id,
  /** Of an appointment: another kind, another place of the same person. */
  kindId: id,
  placeId: id,
  start: z.preprocess(missingIfEmpty, timeInput.start.optional()),
  end: timeInput.end,
  minutes: timeInput.minutes,
};

const shape = z.object(wantedChange);

/** Null: neither time nor space is another, nor what it is for. */
export function changeWish(
  { items, appointment }: Pick<BookingRecord, 'items' | 'appointment'>,
  { start, end, minutes, spaceId, kindId, placeId }: z.output<typeof shape>,
): Result<MoveWish | null> {
  const [item, ...more] = items;
  if (!item) return refuse({ code: 'not_found' });
  const to = intervalOf({ start: start ?? item.start, end, minutes }, minutesIn(item));
  if (!to.ok) return to;
  // Of several spaces it would not be said which one is changed for it.
  if (spaceId !== undefined && more.length > 0) return refuse({ code: 'invalid', fields: { spaceId: 'invalid' } });
  const space =
    spaceId === undefined || spaceId === item.resourceId ? undefined : { from: item.resourceId, to: spaceId };
  const meeting: MeetingChange = {
    ...(kindId !== undefined && kindId !== appointment?.kindId && { kindId }),
    ...(placeId !== undefined && placeId !== appointment?.placeId && { placeId }),
  };
  const isOther = Object.keys(meeting).length > 0;
  if (isOther && !appointment) return refuse({ code: 'not_offered' });
  if (!space && !isOther && sameInterval(item, to.value)) return ok(null);
  return ok({ to: to.value, by: 'own', ...(space && { space }), ...(isOther && { meeting }) });
}
