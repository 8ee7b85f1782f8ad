'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { saveMediators } from '@/lib/usecases/save-mediators';

/** One place at a time; each box that is ticked names one person. */
export async function saveMediatorsAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = { ...fromForm(form), personIds: form.getAll('person').join(' ') };
  const answer = await saveMediators(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/mediators?done=saved');
}
