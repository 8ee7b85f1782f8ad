'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { saveOpenReading } from '@/lib/usecases/open-reading';
import {
  changeClient,
  endApiTokens,
  makeApiClient,
  renewApiSecret,
  revokeApiClient,
  type ShownSecret,
} from '@/lib/usecases/save-api-client';

/** A refusal as ever, or the one time that the secret is seen: it goes into the answer and into no address. */
export type SecretState = FormState & { shown?: ShownSecret };

/** Several ticks have one name. */
const withScopes = (form: FormData) => ({ ...fromForm(form), scopes: form.getAll('scopes').map(String) });

/** What was typed, for the form to show again. */
const typed = (form: FormData) => ({ ...fromForm(form), scopes: form.getAll('scopes').join(',') });

export async function makeClientAction(_: SecretState, form: FormData): Promise<SecretState> {
  const answer = await makeApiClient(await currentActor(), withScopes(form), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, typed(form));
  return { message: null, fields: {}, values: {}, shown: answer.value };
}

export async function changeClientAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = withScopes(form);
  const answer = await changeClient(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, typed(form));
  redirect(`/admin/api/clients/${fromForm(form).clientId}?done=saved`);
}

export async function renewSecretAction(_: SecretState, form: FormData): Promise<SecretState> {
  const raw = fromForm(form);
  const answer = await renewApiSecret(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  return { message: null, fields: {}, values: {}, shown: answer.value };
}

export async function endTokensAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await endApiTokens(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/api/clients/${raw.clientId}?done=tokens`);
}

export async function revokeClientAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await revokeApiClient(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/api?done=revoked');
}

export async function openReadingAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveOpenReading(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/api?done=reading#reading');
}
