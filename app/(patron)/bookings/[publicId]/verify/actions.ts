'use server';

import { redirect } from 'next/navigation';
import { fromForm } from '@/lib/parse';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { verifyBooking } from '@/lib/usecases/verify-booking';
import { type FormState, refusedForm } from '../../../form-state';

export async function verify(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await verifyBooking(raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  await awaitBooking(answer.value.publicId);
  redirect(`/bookings/${answer.value.publicId}?key=${answer.value.key}`);
}
