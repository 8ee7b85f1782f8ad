'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { decideCase } from '@/lib/usecases/decide-case';

/** One decision; back to the list it was made on. */
export async function decideAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await decideCase(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${raw.from === 'admin' ? '/admin' : '/desk'}/conflicts?done=${answer.value.choice}`);
}
