'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { fromForm } from '@/lib/parse';
import { acceptInvitation } from '@/lib/usecases/accept-invitation';
import { HOME, signInInvited } from '@/lib/usecases/sign-in';

export async function acceptAction(_: FormState, form: FormData): Promise<FormState> {
  const { password, ...raw } = fromForm(form);
  const now = new Date();
  const answer = await acceptInvitation({ ...raw, password }, now);
  // The password never goes back to the page.
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  await signInInvited(answer.value.personId, now);
  redirect(HOME);
}
