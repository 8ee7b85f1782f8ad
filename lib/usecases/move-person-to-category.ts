import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { pageOf } from '@/lib/db/appointment-pages';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import { categoryRow } from '@/lib/db/catalogue-rows';
import { raiseHorizons } from '@/lib/db/horizons';
import { withdrawRoomsElsewhere } from '@/lib/db/own-places';
import { lockResources } from '@/lib/db/resources';
import { upcomingUses } from '@/lib/db/upcoming-uses';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt, type Thing } from './allowed-at';
import { appointmentAct } from './appointment-rights';
import { idField } from './catalogue-fields';

export const movePersonInput = z.object({ id: idField, categoryId: idField });

/**
 * A person goes to another category, of any location: their times are from then on of its clock, and its rules and kinds
 * speak. Rooms are met in at one's own location only (`roomsFor`), so those of a former one are not offered any more. Never
 * while appointments are still to come, which were made by the rules of the category (own reading).
 */
export const movePersonToCategory = (
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ id: number; rooms: number }>> =>
  appointmentAct(actor, movePersonInput, raw, async (tx, { id, categoryId }, by) => {
    const places: Thing[] = [
      ['resource', id],
      ['category', categoryId],
    ];
    const allowed = await allowedAt(tx, by, 'manage_appointments', places);
    if (!allowed.ok) return allowed;
    await lockResources(tx, [id]);
    const page = await pageOf(tx, { id });
    if (!page) return refuse({ code: 'not_found' });
    const category = await categoryRow(tx, categoryId);
    if (category?.kind !== 'person') return refuse({ code: 'invalid', fields: { categoryId: 'required' } });
    if (page.category.id === categoryId) return ok({ id, rooms: 0 });
    if ((await upcomingUses(tx, [id], now)).length > 0)
      return refuse({ code: 'invalid', fields: { categoryId: 'person_has_bookings' } });
    const position = await lastPlace(tx, 'person', categoryId);
    await tx.resource.update({ where: { id }, data: { categoryId, position } });
    const rooms = await withdrawRoomsElsewhere(tx, id, category.locationId);
    await raiseHorizons(tx);
    await audit(tx, {
      ...{ personId: by.id, act: 'person.category_changed', subject: `person:${id}` },
      detail: { before: page.category.id, after: categoryId, rooms },
    });
    return ok({ id, rooms: rooms.length });
  });
