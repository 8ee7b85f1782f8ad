import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { type CancelMailTo, cancelMailTo } from '@/lib/db/cancel-mail';
import { db } from '@/lib/db/client';
import { type LocationRecord, locations } from '@/lib/db/library';
import { mailPlace } from '@/lib/db/mail-places';
import { mailTemplates } from '@/lib/db/mail-templates';
import { isAppointmentMail, OWN_MAILS, type OwnTemplate } from '@/lib/mail/own-mails';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

export const mailPlaceInput = z.object({ location: z.coerce.number().int().positive().optional().catch(undefined) });

export type MailTemplatesView = {
  locations: LocationRecord[];
  location: LocationRecord;
  remindBefore: number | null;
  cancelMail: CancelMailTo;
  /** In the order of a booking's life, then those about several. `own`: the languages that the location has its own words in. */
  mails: { template: OwnTemplate; own: string[]; isOfAppointments: boolean }[];
};

/** All mails to patrons, as one location has them; the first unless one is named. */
export async function viewMailTemplates(actor: Actor, raw: unknown): Promise<Result<MailTemplatesView>> {
  const input = parse(mailPlaceInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'write_mails')) return refuse({ code: 'not_allowed' });
  const all = within(actor, await locations(db()), ({ id }) => id);
  const location = all.find(({ id }) => id === input.value.location) ?? all[0];
  const place = location && (await mailPlace(db(), location.id));
  if (!location || !place) return refuse({ code: 'not_found' });
  const own = await mailTemplates(db(), location.id);
  const mails = OWN_MAILS.map((template) => ({
    ...{ template, isOfAppointments: isAppointmentMail(template) },
    own: own.filter((one) => one.template === template).map(({ locale }) => locale),
  }));
  const { remindBefore } = place;
  return ok({ locations: all, location, remindBefore, cancelMail: await cancelMailTo(db(), location.id), mails });
}
