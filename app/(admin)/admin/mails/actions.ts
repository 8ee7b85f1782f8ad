'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import type { Locale } from '@/lib/messages/locales';
import { fromForm } from '@/lib/parse';
import { type MailPreview, previewMailTemplate } from '@/lib/usecases/preview-mail-template';
import { saveCancelMail } from '@/lib/usecases/save-cancel-mail';
import { resetMailTemplate, saveMailTemplate } from '@/lib/usecases/save-mail-template';
import { saveReminder } from '@/lib/usecases/save-reminder';
import { settleMailProblem } from '@/lib/usecases/settle-mail-problem';

export type TemplateState = FormState & { previews: Record<Locale, MailPreview> | null };

/** One form, three buttons: preview leaves everything as it is, save stores it, reset forgets it. */
export async function templateAction(_: TemplateState, form: FormData): Promise<TemplateState> {
  const raw = fromForm(form);
  const actor = await currentActor();
  if (raw.act === 'preview') {
    const answer = await previewMailTemplate(actor, raw, new Date());
    if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), previews: null };
    return { message: null, fields: {}, values: raw, previews: answer.value };
  }
  const answer = raw.act === 'reset' ? await resetMailTemplate(actor, raw) : await saveMailTemplate(actor, raw);
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), previews: null };
  const { location, template } = answer.value;
  redirect(`/admin/mails/${template}?location=${location}&done=${raw.act === 'reset' ? 'reset' : 'saved'}`);
}

export async function saveReminderAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveReminder(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/mails?location=${answer.value.location}&done=reminder`);
}

export async function saveCancelMailAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveCancelMail(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/mails?location=${answer.value.location}&done=cancel`);
}

export async function settleProblemAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await settleMailProblem(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/mails?done=${answer.value.act === 'again' ? 'again' : 'dismissed'}`);
}
