import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { isAddressTaken, keepFormerAddress, lockAddresses } from '@/lib/db/addresses';
import { groupRow, setMembers } from '@/lib/db/appointment-group-rows';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import type { FieldProblem } from '@/lib/field-problem';
import { ok, type Result, refuse } from '@/lib/result';
import { slugField } from './appointment-fields';
import { appointmentAct } from './appointment-rights';
import { accessField, idField, idsField, nameField, textField } from './catalogue-fields';
import { tickField } from './registration-fields';

export const saveAppointmentGroupInput = z.object({
  /** Left out: a new one. */
  id: idField.optional(),
  name: nameField,
  slug: slugField,
  description: textField,
  access: accessField,
  anyMember: tickField,
  /** People's resources. */
  members: idsField,
});

/** People who offer the same help, with a page of their own: new or changed, by admins. */
export const saveAppointmentGroup = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  appointmentAct(actor, saveAppointmentGroupInput, raw, async (tx, { id: given, members, ...fields }, by) => {
    if (!can(by, 'manage_appointments')) return refuse({ code: 'not_allowed' });
    await lockAddresses(tx);
    const before = given === undefined ? null : await groupRow(tx, given);
    if (given !== undefined && !before) return refuse({ code: 'not_found' });
    const known = await tx.resource.count({ where: { id: { in: members }, kind: 'person' } });
    const alike = await tx.appointmentGroup.count({
      where: { name: { equals: fields.name, mode: 'insensitive' }, NOT: { id: given ?? 0 } },
    });
    const taken = await isAddressTaken(tx, fields.slug, before && { groupId: before.id });
    const problems: Record<string, FieldProblem> = {
      ...(alike > 0 && { name: 'name_taken' }),
      ...(taken && { slug: 'address_taken' }),
      ...(known < members.length && { members: 'invalid' }),
    };
    if (Object.keys(problems).length > 0) return refuse({ code: 'invalid', fields: problems });
    const { id } = before
      ? await tx.appointmentGroup.update({ where: { id: before.id }, data: fields })
      : await tx.appointmentGroup.create({
          data: { ...fields, position: await lastPlace(tx, 'appointment_group', null) },
        });
    if (before) await keepFormerAddress(tx, { groupId: id }, before.slug, fields.slug);
    await setMembers(tx, id, members);
    await audit(tx, {
      ...{ personId: by.id, act: 'appointment_group.saved', subject: `appointment-group:${id}` },
      detail: { before, after: { ...fields, members } },
    });
    return ok({ id });
  });
