import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import type { Tx } from '@/lib/db/client';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { lockResources } from '@/lib/db/resources';
import { isSpaceName, lockLocation, type SpaceRow, setFeatures, spaceRow } from '@/lib/db/spaces';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField, nameField, numberField } from './catalogue-fields';

const MOST_SEATS = 300;

export const makeSeatsInput = z.object({
  id: idField,
  count: numberField(1, MOST_SEATS).refine((count) => count !== null, 'required'),
  /** What one is called: "seat" makes "Long Table, seat 1". */
  label: nameField.max(40, 'too_long'),
});

/**
 * So many seats in one go, each like the space that holds them, which is booked by its seats from then on: neither is
 * ever linked to a calendar (libcal-domain §1.1). More of them later go on counting. Terms, signing in, groups, hours and
 * questions are not copied: a seat has those of its container, whatever they become.
 * One that was there before comes back with its record.
 */
export const makeSeats = (actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> =>
  catalogueAct(
    actor,
    makeSeatsInput,
    raw,
    async (tx, { id, count, label }, personId) => {
      const space = await spaceRow(tx, id);
      if (!space) return refuse({ code: 'not_found' });
      await lockLocation(tx, space.locationId);
      await lockResources(tx, [id]);
      const seats = await tx.resourcePart.count({ where: { wholeId: id } });
      const problem = await problemOf(tx, space, seats, now);
      if (problem) return refuse({ code: 'invalid', fields: { count: problem } });
      if (seats + (count ?? 0) > MOST_SEATS) return refuse({ code: 'invalid', fields: { count: 'too_many' } });
      const position = await lastPlace(tx, 'space', space.categoryId);
      const made: number[] = [];
      for (let n = seats + 1; n <= seats + (count ?? 0); n++) {
        const name = `${space.name}, ${label} ${n}`;
        const before = await formerSeat(tx, space.locationId, name);
        if (await isSpaceName(tx, space.locationId, name, before ?? 0))
          return refuse({ code: 'invalid', fields: { label: 'name_taken' } });
        made.push(await makeSeat(tx, space, { name, position: position + n }, before));
      }
      await tx.resource.update({ where: { id }, data: { isContainer: true, capacity: seats + made.length } });
      await audit(tx, {
        ...{ personId, act: 'space.seats_made', subject: `space:${id}` },
        detail: { before: seats, after: seats + made.length, made },
      });
      return ok({ id });
    },
    ({ id }) => [['resource', id]],
  );

async function problemOf(tx: Tx, space: SpaceRow, parts: number, now: Date) {
  if (space.isContainer) return null;
  const wholes = await tx.resourcePart.count({ where: { partId: space.id } });
  if (space.isSeat || parts > 0 || wholes > 0) return 'not_a_part' as const;
  if ((await openLinksOfResource(tx, space.id)).length > 0) return 'linked_to_calendar' as const;
  return (await upcomingBookings(tx, { resourceId: space.id }, now)).count > 0 ? ('has_bookings' as const) : null;
}

/** A seat of this name that was removed and kept for what was booked there (`removeSeats`). */
async function formerSeat(tx: Tx, locationId: number, name: string): Promise<number | null> {
  const seat = await tx.resource.findFirst({
    where: { isSeat: true, name, category: { locationId }, wholes: { none: {} } },
    select: { id: true },
  });
  return seat?.id ?? null;
}

async function makeSeat(
  tx: Tx,
  space: SpaceRow,
  own: { name: string; position: number },
  before: number | null,
): Promise<number> {
  const { id: wholeId, locationId: _, isContainer: __, featureIds, ...like } = space;
  const ofContainer = { terms: '', signInRequired: null, isContainer: false };
  const data = { ...like, ...own, ...ofContainer, kind: 'space', capacity: 1, isSeat: true } as const;
  const { id } =
    before === null ? await tx.resource.create({ data }) : await tx.resource.update({ where: { id: before }, data });
  await tx.resourcePart.create({ data: { wholeId, partId: id } });
  await setFeatures(tx, id, featureIds);
  return id;
}
