'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { savePrivacy } from '@/lib/usecases/save-privacy';

export async function savePrivacyAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await savePrivacy(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/privacy?done=saved');
}
