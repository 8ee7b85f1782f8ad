'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import { fromForm } from '@/lib/parse';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookSpace } from '@/lib/usecases/book-space';
import { chosenAnswers } from '../../chosen-answers';
import { type FormState, refusedForm } from '../../form-state';

export async function book(_: FormState, form: FormData): Promise<FormState> {
  const raw = { ...fromForm(form), ...chosenAnswers(form) };
  const wish = { ...raw, locale: await getLocale() };
  const answer = await bookSpace(await currentActor(), wish, new Date(), await currentVisitor());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  await awaitBooking(answer.value.publicId);
  redirect(`/bookings/${answer.value.publicId}?key=${answer.value.key}`);
}
