import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { isAddressTaken, lockAddresses } from '@/lib/db/addresses';
import { staffWithoutPage } from '@/lib/db/appointment-pages';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import { categoryRow } from '@/lib/db/catalogue-rows';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { slugField, subjectsField } from './appointment-fields';
import { appointmentAct } from './appointment-rights';
import { idField } from './catalogue-fields';

export const giveAppointmentPageInput = z.object({
  /** The account, of somebody of the staff who has none yet. */
  personId: idField,
  categoryId: idField,
  /** Empty: the account's. */
  name: z.string().trim().max(120, 'too_long').default(''),
  slug: slugField,
  subjects: subjectsField,
});

/** Somebody of the staff becomes bookable, once they have said when they are there. By admins. */
export const giveAppointmentPage = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  appointmentAct(
    actor,
    giveAppointmentPageInput,
    raw,
    async (tx, { personId, categoryId, name, slug, subjects }, by) => {
      const allowed = await allowedAt(tx, by, 'manage_appointments', [['category', categoryId]]);
      if (!allowed.ok) return allowed;
      await lockAddresses(tx);
      const account = (await staffWithoutPage(tx)).find(({ id }) => id === personId);
      const category = await categoryRow(tx, categoryId);
      const problems = {
        ...(!account && { personId: 'required' as const }),
        ...(category?.kind !== 'person' && { categoryId: 'required' as const }),
        ...((await isAddressTaken(tx, slug, null)) && { slug: 'address_taken' as const }),
      };
      if (!account || Object.keys(problems).length > 0) return refuse({ code: 'invalid', fields: problems });
      const position = await lastPlace(tx, 'person', categoryId);
      const page = { categoryId, personId, name: name || account.name, slug, subjects };
      const { id } = await tx.resource.create({ data: { ...page, kind: 'person', position } });
      await audit(tx, { personId: by.id, act: 'person.page_given', subject: `person:${id}`, detail: page });
      return ok({ id });
    },
  );
