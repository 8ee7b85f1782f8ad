import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { allowedGroups, allowGroups } from '@/lib/db/allowances';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import { locationRow } from '@/lib/db/catalogue-rows';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { ok, type Result, refuse } from '@/lib/result';
import { isTimeZone } from '@/lib/time/zone';
import { lockLocation } from './apply-hours-change';
import { catalogueAct } from './catalogue-act';
import { accessField, idField, idsField, nameField, numberField, textField } from './catalogue-fields';
import { tickField } from './registration-fields';

export const saveLocationInput = z.object({
  /** Left out: a new one. */
  id: idField.optional(),
  name: nameField,
  address: z.string().trim().max(500, 'too_long').default(''),
  timeZone: z.string({ error: 'required' }).min(1, 'required').refine(isTimeZone, 'not_time_zone'),
  access: accessField,
  description: textField,
  directions: textField,
  terms: textField,
  signInRequired: tickField,
  verifyMinutes: numberField(1, 1440),
  /** WCAG 2.2.1: nobody is warned in time of less. */
  holdMinutes: numberField(2, 60),
  groups: idsField,
});

/**
 * A location, new or changed. Two of one name would be told apart by nobody. Its zone stays while bookings are still to
 * come: their times would lie elsewhere in its hours (own reading).
 */
export const saveLocation = (actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> =>
  catalogueAct(
    actor,
    saveLocationInput,
    raw,
    async (tx, { id: given, groups, ...fields }, personId) => {
      const before = given === undefined ? null : await locationRow(tx, given);
      if (given !== undefined && !before) return refuse({ code: 'not_found' });
      const taken = await tx.location.findFirst({
        where: { name: { equals: fields.name, mode: 'insensitive' }, NOT: { id: given ?? 0 } },
      });
      if (taken) return refuse({ code: 'invalid', fields: { name: 'name_taken' } });
      if (before && before.timeZone !== fields.timeZone) {
        await lockLocation(tx, before.id);
        const { count } = await upcomingBookings(tx, { locationId: before.id }, now);
        if (count > 0) return refuse({ code: 'invalid', fields: { timeZone: 'zone_has_bookings' } });
      }
      const { id } =
        given === undefined
          ? await tx.location.create({ data: { ...fields, position: await lastPlace(tx, 'location', null) } })
          : await tx.location.update({ where: { id: given }, data: fields });
      const groupsBefore = await allowedGroups(tx, { locationId: id });
      await allowGroups(tx, { locationId: id }, groups);
      await audit(tx, {
        ...{ personId, act: 'location.saved', subject: `location:${id}` },
        detail: { before: before && { ...before, groups: groupsBefore }, after: { ...fields, groups } },
      });
      return ok({ id });
    },
    ({ id }) => (id === undefined ? [] : [['location', id]]),
  );
