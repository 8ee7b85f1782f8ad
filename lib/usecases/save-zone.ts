import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import { locationRow } from '@/lib/db/catalogue-rows';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField, nameField } from './catalogue-fields';

export const saveZoneInput = z.object({ id: idField.optional(), locationId: idField, name: nameField });

/** A floor or an area of a location, new or renamed. */
export const saveZone = (actor: Actor, raw: unknown): Promise<Result<{ id: number; locationId: number }>> =>
  catalogueAct(
    actor,
    saveZoneInput,
    raw,
    async (tx, { id: given, locationId, name }, personId) => {
      const before = given === undefined ? null : await tx.zone.findFirst({ where: { id: given, locationId } });
      if ((given !== undefined && !before) || !(await locationRow(tx, locationId)))
        return refuse({ code: 'not_found' });
      const taken = await tx.zone.findFirst({
        where: { locationId, name: { equals: name, mode: 'insensitive' }, NOT: { id: given ?? 0 } },
      });
      if (taken) return refuse({ code: 'invalid', fields: { name: 'name_taken' } });
      const position = await lastPlace(tx, 'zone', locationId);
      const { id } =
        given === undefined
          ? await tx.zone.create({ data: { locationId, name, position } })
          : await tx.zone.update({ where: { id: given }, data: { name } });
      const detail = { before: before?.name ?? null, after: name };
      await audit(tx, { personId, act: 'zone.saved', subject: `zone:${id}`, detail });
      return ok({ id, locationId });
    },
    ({ locationId }) => [['location', locationId]],
  );

/** Its spaces stay, in no zone. */
export const removeZone = (actor: Actor, raw: unknown): Promise<Result<{ locationId: number }>> =>
  catalogueAct(
    actor,
    z.object({ id: idField }),
    raw,
    async (tx, { id }, personId) => {
      const before = await tx.zone.findUnique({
        where: { id },
        select: { name: true, locationId: true, resources: { select: { id: true } } },
      });
      if (!before) return refuse({ code: 'not_found' });
      await tx.zone.delete({ where: { id } });
      const detail = { before: { name: before.name, spaces: before.resources.map((one) => one.id) } };
      await audit(tx, { personId, act: 'zone.removed', subject: `zone:${id}`, detail });
      return ok({ locationId: before.locationId });
    },
    ({ id }) => [['zone', id]],
  );
