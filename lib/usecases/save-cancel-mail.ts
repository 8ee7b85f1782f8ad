import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { cancelMailTo, setCancelMailTo } from '@/lib/db/cancel-mail';
import { inTransaction } from '@/lib/db/client';
import { mailPlace } from '@/lib/db/mail-places';
import { locales } from '@/lib/messages/locales';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

const saveCancelMailInput = z.object({
  location: z.coerce.number().int().positive(),
  /** Empty: nobody is told. */
  address: z
    .string()
    .trim()
    .max(254, 'too_long')
    .default('')
    .pipe(z.union([z.literal(''), z.email('not_email')], 'not_email')),
  locale: z.enum(locales).default('en'),
});

/** Whom a location tells when a patron cancels: one address, in one language; by admins. */
export async function saveCancelMail(actor: Actor, raw: unknown): Promise<Result<{ location: number }>> {
  const input = parse(saveCancelMailInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'write_mails', input.value.location))
    return refuse({ code: 'not_allowed' });
  const { location, address, locale } = input.value;
  return inTransaction(async (tx) => {
    if (!(await mailPlace(tx, location))) return refuse({ code: 'not_found' });
    const before = await cancelMailTo(tx, location);
    await setCancelMailTo(tx, location, { address, locale });
    const detail = { before, after: { address, locale } };
    await audit(tx, { personId: actor.id, act: 'cancel_mail.saved', subject: `location:${location}`, detail });
    return ok({ location });
  });
}
