'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { saveAppointmentSettings } from '@/lib/usecases/save-appointment-settings';
import { saveKind } from '@/lib/usecases/save-kind';
import { setOffered } from '@/lib/usecases/set-offered';
import { offeredPath } from './offered-path';

export async function saveKindAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveKind(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${offeredPath('kind', answer.value.id, raw.at)}?done=saved`);
}

export async function saveSettingsAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveAppointmentSettings(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  const page = raw.at === 'desk' ? '/desk/appointments/settings' : offeredPath('person', answer.value.id, raw.at);
  redirect(`${page}?done=saved`);
}

export async function setOfferedAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await setOffered(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  const { what, id } = answer.value;
  redirect(`${offeredPath(what, id, raw.at)}?done=${raw.active === 'on' ? 'activated' : 'deactivated'}`);
}
