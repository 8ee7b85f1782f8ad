'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { makeSeats } from '@/lib/usecases/make-seats';
import { removeSeats } from '@/lib/usecases/remove-seats';
import { removePicture, savePicture } from '@/lib/usecases/save-picture';
import { saveSpace } from '@/lib/usecases/save-space';
import { saveSpaceParts } from '@/lib/usecases/save-space-parts';
import { formWithChecks } from '../catalogue/form-with-checks';

export async function saveSpaceAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'features', 'groups');
  const answer = await saveSpace(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/spaces/${answer.value.id}/edit?done=saved`);
}

export async function savePartsAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'parts');
  const answer = await saveSpaceParts(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`/admin/spaces/${answer.value.id}/edit?done=saved#parts`);
}

export async function makeSeatsAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await makeSeats(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`/admin/spaces/${answer.value.id}/edit?done=seats#parts`);
}

export async function removeSeatsAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await removeSeats(await currentActor(), fromForm(form), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`/admin/spaces/${answer.value.id}/edit?done=whole#parts`);
}

export async function savePictureAction(_: FormState, form: FormData): Promise<FormState> {
  const { picture: __, ...raw } = fromForm(form);
  const file = form.get('picture');
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : undefined;
  const answer = await savePicture(await currentActor(), { ...raw, bytes });
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`/admin/spaces/${answer.value.id}/edit?done=saved#picture`);
}

export async function removePictureAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await removePicture(await currentActor(), fromForm(form));
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`/admin/spaces/${answer.value.id}/edit?done=removed#picture`);
}
