'use server';

import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { askCalendar } from '@/lib/usecases/ask-calendar';
import { tendCalendar } from '@/lib/usecases/tend-calendar';

export async function tendAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await tendCalendar(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`/admin/health/${Number(raw.linkId) || ''}?done=${answer.value.act}`);
}

/** The answer comes from the worker: the page asks for it until it is there. */
export async function askAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await askCalendar(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`/admin/health/${Number(raw.linkId) || ''}#checks`);
}
