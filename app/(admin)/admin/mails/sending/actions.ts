'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { saveMailWay } from '@/lib/usecases/save-mail-way';
import { sendTestMail, type TestMailView } from '@/lib/usecases/send-test-mail';

export async function saveWayAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveMailWay(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/admin/mails/sending?done=saved');
}

/** `outcome`: what became of the mail, once one was sent. */
export type TestState = FormState & { outcome: TestMailView | null };

export async function sendTestAction(_: TestState, form: FormData): Promise<TestState> {
  const raw = fromForm(form);
  const answer = await sendTestMail(await currentActor(), raw, new Date());
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), outcome: null };
  return { message: null, fields: {}, values: raw, outcome: answer.value };
}
