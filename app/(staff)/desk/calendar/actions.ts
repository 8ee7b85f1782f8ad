'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { chooseCalendar } from '@/lib/usecases/choose-calendar';
import { connectOutlook } from '@/lib/usecases/connect-outlook';
import { disconnectConnection } from '@/lib/usecases/disconnect-connection';

export async function connectAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await connectOutlook(await currentActor(), { purpose: 'own' }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, fromForm(form));
  redirect(answer.value.redirectTo);
}

export async function chooseAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await chooseCalendar(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/desk/calendar?done=saved');
}

export async function disconnectAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await disconnectConnection(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/desk/calendar?done=disconnected');
}
