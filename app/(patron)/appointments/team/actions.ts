'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { hereHref } from '@/app/frame-look';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import { fromForm } from '@/lib/parse';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookWithTeam } from '@/lib/usecases/book-with-team';
import { chosenAnswers } from '../../chosen-answers';
import { type FormState, refusedForm } from '../../form-state';

/** Books the chosen time with whoever was named, or with the least booked of those who are free. */
export async function bookTeam(_: FormState, form: FormData): Promise<FormState> {
  const raw = { ...fromForm(form), ...chosenAnswers(form) };
  const [actor, visitor] = [await currentActor(), await currentVisitor()];
  const answer = await bookWithTeam(actor, { ...raw, locale: await getLocale() }, new Date(), visitor);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  await awaitBooking(answer.value.publicId);
  const to = await hereHref();
  redirect(to(`/bookings/${answer.value.publicId}?key=${answer.value.key}`));
}
