'use server';

import { redirect } from 'next/navigation';
import { formWithChecks } from '@/app/(admin)/admin/catalogue/form-with-checks';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { invitePerson, sendInvitationAgain, withdrawInvitation } from '@/lib/usecases/invite-person';
import { endSessionOf, savePerson, setPersonOpen } from '@/lib/usecases/save-person';
import { saveSignInMethods } from '@/lib/usecases/save-sign-in-methods';

const LIST = '/admin/people';

export async function inviteAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'locations');
  const answer = await invitePerson(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${LIST}?done=${answer.value.mailed ? 'invited' : 'notMailed'}#invitations`);
}

export async function inviteAgainAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await sendInvitationAgain(await currentActor(), fromForm(form), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`${LIST}?done=${answer.value.mailed ? 'invited' : 'notMailed'}#invitations`);
}

export async function withdrawAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await withdrawInvitation(await currentActor(), fromForm(form));
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`${LIST}?done=withdrawn#invitations`);
}

export async function saveMethodsAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveSignInMethods(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`${LIST}?done=methods#methods`);
}

export async function savePersonAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = formWithChecks(form, 'locations');
  const answer = await savePerson(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`${LIST}/${answer.value.id}?done=person`);
}

export async function setOpenAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await setPersonOpen(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`${LIST}/${answer.value.id}?done=${raw.open === 'on' ? 'enabled' : 'disabled'}`);
}

export async function endSessionAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await endSessionOf(await currentActor(), fromForm(form), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`${LIST}/${answer.value.id}?done=ended#sessions`);
}
