import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { isAddressTaken, keepFormerAddress, lockAddresses } from '@/lib/db/addresses';
import { type PageRecord, pageOf, writeSettings } from '@/lib/db/appointment-pages';
import { audit } from '@/lib/db/audit';
import { enqueueRenamed } from '@/lib/db/backfill';
import { ok, type Result, refuse } from '@/lib/result';
import { slugField, subjectsField } from './appointment-fields';
import { appointmentAct, mayManage } from './appointment-rights';
import { idField, nameField, numberField, textField } from './catalogue-fields';
import { domainsField } from './domains-field';

const WEEK_MINUTES = 7 * 24 * 60;
const MOST_DOMAINS = 50;

export const saveAppointmentSettingsInput = z
  .object({
    id: idField,
    name: nameField,
    slug: slugField,
    description: textField,
    directions: textField,
    subjects: subjectsField,
    emailDomains: domainsField.refine((domains) => domains.length <= MOST_DOMAINS, 'too_many'),
    /** Minutes; a week at most (libcal-domain §2). Empty: as the location has it. */
    remindBefore: numberField(5, WEEK_MINUTES),
    /** Minutes after the end; empty: none. */
    followUpAfter: numberField(0, WEEK_MINUTES),
    followUpWords: textField,
  })
  .refine(({ followUpAfter, followUpWords }) => followUpAfter === null || followUpWords !== '', {
    ...{ path: ['followUpWords'], error: 'required' },
  });

/**
 * What a person says about all their appointments: by themselves, or by admins. Their events in Outlook get a new name, and
 * a former address leads on to the new one.
 */
export const saveAppointmentSettings = (actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> =>
  appointmentAct(actor, saveAppointmentSettingsInput, raw, async (tx, wanted, person) => {
    const { id, remindBefore, followUpAfter, followUpWords, emailDomains, ...page } = wanted;
    await lockAddresses(tx);
    const before = await pageOf(tx, { id });
    if (!before) return refuse({ code: 'not_found' });
    if (!(await mayManage(tx, person, before, ['resource', id]))) return refuse({ code: 'not_allowed' });
    if (await isAddressTaken(tx, page.slug, { resourceId: id }))
      return refuse({ code: 'invalid', fields: { slug: 'address_taken' } });
    const settings = { remindBefore, followUpAfter, followUpWords, emailDomains };
    await tx.resource.update({ where: { id }, data: page });
    await writeSettings(tx, id, settings);
    await keepFormerAddress(tx, { resourceId: id }, before.slug || null, page.slug);
    if (before.name !== page.name) await enqueueRenamed(tx, id, now);
    await audit(tx, {
      ...{ personId: person.id, act: 'appointment_settings.saved', subject: `person:${id}` },
      detail: { before: written(before), after: { ...page, ...settings } },
    });
    return ok({ id });
  });

const written = ({ name, slug, description, directions, subjects, settings }: PageRecord) => ({
  ...{ name, slug, description, directions, subjects, ...settings },
});
