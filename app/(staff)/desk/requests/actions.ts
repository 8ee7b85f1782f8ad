'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { decideRequest } from '@/lib/usecases/decide-request';

/** One decision; back to the list it was made on. */
export async function decideRequestAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await decideRequest(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/desk/requests?done=${answer.value.status}`);
}
