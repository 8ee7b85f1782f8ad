'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { saveAlerts, testAlerts } from '@/lib/usecases/save-alerts';

export async function saveAlertsAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveAlerts(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/health/alerts?done=saved');
}

export async function testAlertsAction(): Promise<FormState> {
  const answer = await testAlerts(await currentActor());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect('/admin/health/alerts?done=tested');
}
