'use server';

import { redirect } from 'next/navigation';
import { currentActor } from '@/lib/auth/actor';
import { forgetOwnPast } from '@/lib/usecases/forget-own-past';
import { type FormState, refusedForm } from '../../form-state';

export async function forgetOwnPastAction(): Promise<FormState> {
  const answer = await forgetOwnPast(await currentActor(), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect(`/my/data?forgotten=${answer.value.forgotten}`);
}
