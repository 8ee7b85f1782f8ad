'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { banPatron } from '@/lib/usecases/ban-patron';
import { changeBan } from '@/lib/usecases/change-ban';

export async function bar(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await banPatron(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  const { cancelled } = answer.value;
  redirect(`/desk/bans?done=${cancelled > 0 ? `cancelled&count=${cancelled}` : 'made'}`);
}

export async function change(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await changeBan(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/desk/bans?done=${raw.act === 'lift' ? 'lifted' : 'changed'}`);
}
