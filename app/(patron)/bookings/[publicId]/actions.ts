'use server';

import { redirect } from 'next/navigation';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { refuseNewTime } from '@/lib/usecases/refuse-new-time';
import { type FormState, refusedForm } from '../../form-state';

export async function cancel(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await cancelBooking(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/bookings/${answer.value.publicId}${raw.key ? `?key=${encodeURIComponent(raw.key)}` : ''}`);
}

/** The time that the library chose does not suit. */
export async function refuseTime(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await refuseNewTime(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/bookings/${answer.value.publicId}${raw.key ? `?key=${encodeURIComponent(raw.key)}` : ''}`);
}
