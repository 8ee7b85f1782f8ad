import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { locationRow } from '@/lib/db/catalogue-rows';
import { placeLimits, writeLocationLimits } from '@/lib/db/category-rules';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField } from './catalogue-fields';
import { limitRow, listOf, rowsOf } from './rules-fields';

const locationLimitsInput = z.preprocess(
  (raw) => ({ ...((raw ?? {}) as object), limits: rowsOf(raw, 'limits', ['most']) }),
  z.object({ locationId: idField, limits: listOf(limitRow, 20) }),
);

/** What one person may hold over all categories of a location, by admins. Bookings already made stay. */
export const saveLocationLimits = (actor: Actor, raw: unknown): Promise<Result<{ locationId: number }>> =>
  catalogueAct(actor, locationLimitsInput, raw, async (tx, { locationId, limits }, personId) => {
    if (!(await locationRow(tx, locationId))) return refuse({ code: 'not_found' });
    const before = await placeLimits(tx, locationId);
    await writeLocationLimits(tx, locationId, limits);
    await audit(tx, {
      ...{ personId, act: 'location_limits.saved', subject: `location:${locationId}` },
      detail: { before, after: limits },
    });
    return ok({ locationId });
  });
