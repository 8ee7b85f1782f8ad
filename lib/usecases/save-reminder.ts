import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { mailPlace, setRemindBefore } from '@/lib/db/mail-places';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

/** Hours before the start that a reminder may leave; a week at most, as the field has it (libcal-domain §3). */
export const REMINDER_HOURS = [1, 2, 4, 12, 24, 48, 72, 168] as const;

const saveReminderInput = z.object({
  location: z.coerce.number().int().positive(),
  /** Empty: none. */
  hours: z
    .string()
    .default('')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((hours) => hours === null || REMINDER_HOURS.some((one) => one === hours), 'invalid'),
});

/** When patrons of a location are reminded of their bookings. What is due by it leaves at the timer's next turn. */
export async function saveReminder(actor: Actor, raw: unknown): Promise<Result<{ location: number }>> {
  const input = parse(saveReminderInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'write_mails', input.value.location))
    return refuse({ code: 'not_allowed' });
  const { location, hours } = input.value;
  return inTransaction(async (tx) => {
    const place = await mailPlace(tx, location);
    if (!place) return refuse({ code: 'not_found' });
    const remindBefore = hours === null ? null : hours * 60;
    await setRemindBefore(tx, location, remindBefore);
    const detail = { before: place.remindBefore, after: remindBefore };
    await audit(tx, { personId: actor.id, act: 'reminder.saved', subject: `location:${location}`, detail });
    return ok({ location });
  });
}
