import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { closeParts, standingBookingIds } from '@/lib/db/part-bookings';
import { familiesOf, lockResources } from '@/lib/db/resources';
import { lockLocation, spaceRow } from '@/lib/db/spaces';
import type { FieldProblem } from '@/lib/field-problem';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField, idsField } from './catalogue-fields';

export const saveSpacePartsInput = z.object({ id: idField, parts: idsField });

/**
 * What a space consists of: they close each other from now on, bookings still to come included. Refused where that is
 * not possible any more: bookings that meet.
 */
export async function saveSpaceParts(actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> {
  const answer = await catalogueAct(
    actor,
    saveSpacePartsInput,
    raw,
    async (tx, { id, parts }, personId) => {
      const space = await spaceRow(tx, id);
      if (!space) return refuse({ code: 'not_found' });
      // One at a time within a location: else two of them could close a circle.
      await lockLocation(tx, space.locationId);
      const before = (await tx.resourcePart.findMany({ where: { wholeId: id }, orderBy: { partId: 'asc' } })).map(
        ({ partId }) => partId,
      );
      const touched = await lockResources(tx, [id, ...before, ...parts]);
      const problem = space.isSeat || space.isContainer ? 'not_a_part' : await problemOf(tx, space, parts);
      if (problem) return refuse({ code: 'invalid', fields: { parts: problem } });
      await tx.resourcePart.deleteMany({ where: { wholeId: id } });
      await tx.resourcePart.createMany({ data: parts.map((partId) => ({ wholeId: id, partId })) });
      await closeParts(tx, id, now);
      // Bookings of a whole stand in the calendars of its parts, and theirs in its own: which those are has changed.
      for (const bookingId of await standingBookingIds(tx, touched, now))
        await enqueue(tx, { kind: 'push_booking', bookingId });
      await audit(tx, {
        ...{ personId, act: 'space.parts_saved', subject: `space:${id}` },
        detail: { before, after: parts },
      });
      return ok({ id });
    },
    ({ id, parts }) => [id, ...parts].map((one) => ['resource', one] as const),
  );
  if (!answer.ok && answer.refusal.code === 'slot_taken')
    return refuse({ code: 'invalid', fields: { parts: 'bookings_meet' } });
  return answer;
}

async function problemOf(
  tx: Tx,
  { id, locationId }: { id: number; locationId: number },
  parts: readonly number[],
): Promise<FieldProblem | null> {
  const familyOf = await familiesOf(tx, parts);
  for (const partId of parts) {
    const part = await spaceRow(tx, partId);
    if (!part) return 'invalid';
    if (part.locationId !== locationId) return 'other_location';
    if (part.isSeat || part.isContainer) return 'not_a_part';
    if (partId === id || familyOf(partId).partIds.includes(id)) return 'whole_in_its_part';
  }
  return null;
}
