'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { moveInOrder } from '@/lib/usecases/move-in-order';
import { saveCategory } from '@/lib/usecases/save-category';
import { removeFeature, saveFeature } from '@/lib/usecases/save-feature';
import { saveLocation } from '@/lib/usecases/save-location';
import { removePatronGroup, savePatronGroup } from '@/lib/usecases/save-patron-group';
import { removeZone, saveZone } from '@/lib/usecases/save-zone';
import { setActive } from '@/lib/usecases/set-active';
import { formWithChecks } from './form-with-checks';

const LIST = '/admin/catalogue';

export async function saveLocationAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'groups');
  const answer = await saveLocation(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/locations/${answer.value.id}?done=saved`);
}

export async function saveZoneAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveZone(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`${LIST}/locations/${answer.value.locationId}?done=saved#zones`);
}

export async function removeZoneAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await removeZone(await currentActor(), fromForm(form));
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`${LIST}/locations/${answer.value.locationId}?done=removed#zones`);
}

export async function saveCategoryAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'groups');
  const answer = await saveCategory(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/categories/${answer.value.id}?done=saved`);
}

export async function saveFeatureAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveFeature(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/features?done=saved`);
}

export async function removeFeatureAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await removeFeature(await currentActor(), fromForm(form));
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect(`${LIST}/features?done=removed`);
}

export async function saveGroupAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await savePatronGroup(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}/groups?done=saved`);
}

export async function removeGroupAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await removePatronGroup(await currentActor(), fromForm(form));
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect(`${LIST}/groups?done=removed`);
}

export async function setActiveAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await setActive(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  const { kind, id } = answer.value;
  const done = raw.active === 'on' ? 'activated' : 'deactivated';
  if (kind === 'space') redirect(`/admin/spaces/${id}/edit?done=${done}`);
  redirect(`${LIST}/${kind === 'location' ? 'locations' : 'categories'}/${id}?done=${done}`);
}

/** `times`: how often something was moved, so that the same step twice is told twice. */
export type Moved = { said: string; direction: 'up' | 'down'; times: number };

/** The page stays, in its new order: whoever moves one thing by several places does not begin anew each time. */
export async function moveAction({ times }: Moved, form: FormData): Promise<Moved> {
  const raw = fromForm(form);
  const answer = await moveInOrder(await currentActor(), raw);
  if (!answer.ok) redirect(LIST);
  const t = await getTranslations('catalogue.order');
  refresh();
  return { said: t('now', answer.value), direction: raw.direction === 'up' ? 'up' : 'down', times: times + 1 };
}
