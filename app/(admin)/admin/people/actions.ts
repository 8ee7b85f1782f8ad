'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { forgetOidcProvider, saveOidcProvider } from '@/lib/usecases/save-oidc-provider';
import { copySignInProvider, saveSignInProvider } from '@/lib/usecases/save-sign-in-provider';

export async function saveProviderAction(_: FormState, form: FormData): Promise<FormState> {
  const { secret, ...raw } = fromForm(form);
  const answer = await saveSignInProvider(await currentActor(), { ...raw, secret }, new Date());
  // The secret never goes back to the page.
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/people?done=saved');
}

export async function copyProviderAction(): Promise<FormState> {
  const answer = await copySignInProvider(await currentActor(), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect('/admin/people?done=saved');
}

export async function saveOidcAction(_: FormState, form: FormData): Promise<FormState> {
  const { secret, ...raw } = fromForm(form);
  const answer = await saveOidcProvider(await currentActor(), { ...raw, secret });
  // The secret never goes back to the page.
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/people?done=oidcSaved');
}

export async function removeOidcAction(): Promise<FormState> {
  const answer = await forgetOidcProvider(await currentActor());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect('/admin/people?done=oidcRemoved');
}
