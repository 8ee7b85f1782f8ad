'use server';

import { redirect } from 'next/navigation';
import { formWithChecks } from '@/app/(admin)/admin/catalogue/form-with-checks';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import {
  changeWebhook,
  makeWebhook,
  removeWebhook,
  renewWebhookSecret,
  resendDelivery,
  type ShownWebhookSecret,
  switchWebhook,
} from '@/lib/usecases/save-webhook';

/** A refusal as ever, or the one time that the secret is seen: it goes into the answer and into no address. */
export type WebhookState = FormState & { shown?: ShownWebhookSecret };

const pageOf = (id: string | number | undefined) => `/admin/api/webhooks/${id}`;

export async function makeWebhookAction(_: WebhookState, form: FormData): Promise<WebhookState> {
  const raw = formWithChecks(form, 'events');
  const answer = await makeWebhook(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  return { message: null, fields: {}, values: {}, shown: answer.value };
}

export async function changeWebhookAction(_: WebhookState, form: FormData): Promise<WebhookState> {
  const raw = formWithChecks(form, 'events');
  const answer = await changeWebhook(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${pageOf(raw.id)}?done=saved`);
}

export async function renewWebhookAction(_: WebhookState, form: FormData): Promise<WebhookState> {
  const raw = fromForm(form);
  const answer = await renewWebhookSecret(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  return { message: null, fields: {}, values: {}, shown: answer.value };
}

export async function switchWebhookAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await switchWebhook(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${pageOf(raw.id)}?done=${raw.active}`);
}

export async function removeWebhookAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await removeWebhook(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/api/webhooks?done=removed');
}

export async function resendAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await resendDelivery(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${pageOf(answer.value.webhookId)}?done=sent#log`);
}
