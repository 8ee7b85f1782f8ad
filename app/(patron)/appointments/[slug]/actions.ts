'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookAppointment } from '@/lib/usecases/book-appointment';
import { type FormState, refusedForm } from '../../form-state';

export async function book(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await bookAppointment(await currentActor(), { ...raw, locale: await getLocale() }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  await awaitBooking(answer.value.publicId);
  redirect(`/bookings/${answer.value.publicId}?key=${answer.value.key}`);
}
