'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { addEmbedOrigin, removeEmbedOrigin } from '@/lib/usecases/save-embed-origins';

export async function addOriginAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await addEmbedOrigin(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/embeds?added=${encodeURIComponent(answer.value.origin)}`);
}

export async function removeOriginAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await removeEmbedOrigin(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/embeds?removed=1');
}
