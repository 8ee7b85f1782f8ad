'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { changeDoorKey } from '@/lib/usecases/door-key';

export async function doorKeyAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await changeDoorKey(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/spaces/${answer.value.spaceId}`);
}
