'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import type { PreviewInWords } from '@/app/(staff)/preview-box';
import { previewWords } from '@/app/(staff)/preview-words';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { chooseCalendar } from '@/lib/usecases/choose-calendar';
import { connectOutlook } from '@/lib/usecases/connect-outlook';
import { disconnectConnection } from '@/lib/usecases/disconnect-connection';
import { previewMyCalendar } from '@/lib/usecases/preview-my-calendar';
import { renewCalendars } from '@/lib/usecases/renew-calendars';

export async function connectAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await connectOutlook(await currentActor(), { ...raw, purpose: 'own' }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(answer.value.redirectTo);
}

export type ChooseState = FormState & { preview: PreviewInWords | null };

/** Two buttons of one form: look at what it comes to, and save. */
export async function chooseAction(_: ChooseState, form: FormData): Promise<ChooseState> {
  const { intent, ...raw } = fromForm(form);
  const actor = await currentActor();
  if (intent === 'look') {
    const answer = await previewMyCalendar(actor, raw, new Date());
    if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), preview: null };
    const { calendarName: name, timeZone } = answer.value;
    const t = await getTranslations('desk.calendar.preview');
    const words = previewWords(answer.value, (key, values) => t(key, values), { locale: await getLocale(), timeZone });
    return { message: null, fields: {}, values: raw, preview: { title: t('title', { name }), ...words } };
  }
  const answer = await chooseCalendar(actor, raw, new Date());
  if (!answer.ok && answer.refusal.code === 'writing_not_granted') return allowWriting(actor, raw);
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), preview: null };
  redirect('/desk/calendar?done=saved');
}

/** Microsoft is asked for what is new; on the way back the calendar is chosen as it was asked for here. */
async function allowWriting(
  actor: Awaited<ReturnType<typeof currentActor>>,
  raw: Record<string, string>,
): Promise<ChooseState> {
  const answer = await connectOutlook(actor, { ...raw, purpose: 'own' }, new Date());
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), preview: null };
  redirect(answer.value.redirectTo);
}

export async function renewAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await renewCalendars(await currentActor(), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, fromForm(form));
  redirect('/desk/calendar?done=renewed#choose');
}

export async function disconnectAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await disconnectConnection(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/desk/calendar?done=disconnected');
}
