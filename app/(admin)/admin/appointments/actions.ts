'use server';

import { redirect } from 'next/navigation';
import { formWithChecks } from '@/app/(admin)/admin/catalogue/form-with-checks';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { giveAppointmentPage } from '@/lib/usecases/give-appointment-page';
import { movePersonToCategory } from '@/lib/usecases/move-person-to-category';
import { saveAppointmentGroup } from '@/lib/usecases/save-appointment-group';
import { saveCategory } from '@/lib/usecases/save-category';
import { setActive } from '@/lib/usecases/set-active';

const LIST = '/admin/appointments';

export async function savePeopleCategoryAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'groups');
  const answer = await saveCategory(await currentActor(), { ...raw, kind: 'person' });
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/categories/${answer.value.id}?done=saved`);
}

export async function activateCategoryAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await setActive(await currentActor(), { ...raw, kind: 'category' }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect(`${LIST}/categories/${answer.value.id}?done=activated`);
}

export async function givePageAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await giveAppointmentPage(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/people/${answer.value.id}?done=given`);
}

export async function movePersonAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await movePersonToCategory(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/people/${answer.value.id}?done=${answer.value.rooms > 0 ? 'movedFromRooms' : 'moved'}`);
}

export async function saveGroupAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'members');
  const answer = await saveAppointmentGroup(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/groups/${answer.value.id}?done=saved`);
}
