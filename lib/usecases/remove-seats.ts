import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/client';
import { lockResources } from '@/lib/db/resources';
import { lockLocation, spaceRow } from '@/lib/db/spaces';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField } from './catalogue-fields';

/**
 * A space that was booked by its seats is booked as a whole again. Seats that were never booked go; the others stay as
 * inactive spaces, and come back when seats are made again (own reading: what was booked is not rewritten). Refused while
 * a seat has bookings still to come.
 */
export const removeSeats = (actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> =>
  catalogueAct(
    actor,
    z.object({ id: idField }),
    raw,
    async (tx, { id }, personId) => {
      const space = await spaceRow(tx, id);
      if (!space?.isContainer) return refuse({ code: 'not_found' });
      await lockLocation(tx, space.locationId);
      const parts = await tx.resourcePart.findMany({ where: { wholeId: id }, orderBy: { partId: 'asc' } });
      const seats = parts.map(({ partId }) => partId);
      await lockResources(tx, [id, ...seats]);
      for (const resourceId of seats)
        if ((await upcomingBookings(tx, { resourceId }, now)).count > 0)
          return refuse({ code: 'invalid', fields: { seats: 'seats_have_bookings' } });
      await tx.resourcePart.deleteMany({ where: { wholeId: id } });
      const kept = await keepBooked(tx, seats);
      await tx.resource.deleteMany({ where: { id: { in: seats.filter((seat) => !kept.includes(seat)) } } });
      await tx.resource.update({ where: { id }, data: { isContainer: false } });
      const detail = { before: seats, kept };
      await audit(tx, { personId, act: 'space.seats_removed', subject: `space:${id}`, detail });
      return ok({ id });
    },
    ({ id }) => [['resource', id]],
  );

/** Those that the record of bookings names are switched off. Answers which. */
async function keepBooked(tx: Tx, seats: readonly number[]): Promise<number[]> {
  const named = { OR: [{ items: { some: {} } }, { occupancy: { some: {} } }, { notices: { some: {} } }] };
  const rows = await tx.resource.findMany({ where: { id: { in: [...seats] }, ...named }, select: { id: true } });
  const kept = rows.map(({ id }) => id);
  await tx.resource.updateMany({ where: { id: { in: kept } }, data: { active: false } });
  return kept;
}
