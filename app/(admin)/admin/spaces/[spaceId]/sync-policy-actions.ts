'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { saveSyncPolicy } from '@/lib/usecases/save-sync-policy';

export async function savePolicyAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveSyncPolicy(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/spaces/${answer.value.resourceId}?done=answers`);
}
