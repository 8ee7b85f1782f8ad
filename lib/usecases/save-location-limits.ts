import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { locationRow } from '@/lib/db/catalogue-rows';
import { categoriesWithRules, type PlaceLimit, placeLimits, writeLocationLimits } from '@/lib/db/category-rules';
import type { Tx } from '@/lib/db/client';
import { ok, type Result, refuse } from '@/lib/result';
import { bookingsAgainstRules, type OldBooking, seenToken } from './bookings-against-rules';
import { catalogueAct } from './catalogue-act';
import { idField } from './catalogue-fields';
import { limitRow, listOf, rowsOf } from './rules-fields';
import { oldBookingsFields, settleOldBookings, tickedOf } from './settle-old-bookings';

const locationLimitsInput = z.preprocess(
  (raw) => ({ ...((raw ?? {}) as object), ticked: tickedOf(raw), limits: rowsOf(raw, 'limits', ['most']) }),
  z.object({ locationId: idField, ...oldBookingsFields, limits: listOf(limitRow, 20) }),
);

type Saved = { saved: boolean; locationId: number; timeZone: string; seen: string; old: OldBooking[] };

/**
 * What one person may hold over all categories of a location, by admins. As with the rules of a category, nothing is
 * saved until bookings that would be over the new limits were shown (`saveCategoryRules`); they stay as they are, or are cancelled
 * with notice.
 */
export const saveLocationLimits = (actor: Actor, raw: unknown, now: Date): Promise<Result<Saved>> =>
  catalogueAct<typeof locationLimitsInput, Saved>(
    actor,
    locationLimitsInput,
    raw,
    async (tx, input, personId) => {
      const { locationId, limits, shown } = input;
      const location = await locationRow(tx, locationId);
      if (!location) return refuse({ code: 'not_found' });
      const old = await overLimits(tx, locationId, limits, now);
      const answer = { locationId, timeZone: location.timeZone, seen: seenToken(old), old };
      if (old.length > 0 && shown !== answer.seen) return ok({ ...answer, saved: false });
      const cancelled = await settleOldBookings(tx, old, { ...input, by: personId }, now);
      const before = await placeLimits(tx, locationId);
      await writeLocationLimits(tx, locationId, limits);
      await audit(tx, {
        ...{ personId, act: 'location_limits.saved', subject: `location:${locationId}` },
        detail: { before, after: limits, bookingsAgainst: old.length, cancelled },
      });
      return ok({ ...answer, saved: true });
    },
    ({ locationId }) => [['location', locationId]],
  );

/** Bookings of all its categories that the limits would not allow, in order of time. */
async function overLimits(tx: Tx, locationId: number, locationLimits: PlaceLimit[], now: Date): Promise<OldBooking[]> {
  const categories = (await categoriesWithRules(tx)).filter(({ location }) => location.id === locationId);
  const changes = categories.map((category) => ({ category, wanted: { rules: category.rules, locationLimits } }));
  return bookingsAgainstRules(tx, changes, now);
}
