'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { arrangeAppointmentPlace } from '@/lib/usecases/arrange-appointment-place';
import { saveAppointmentPlace } from '@/lib/usecases/save-appointment-place';
import { availabilityPath } from '../paths';

export async function savePlaceAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveAppointmentPlace(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(availabilityPath({ person: answer.value, done: 'saved' }, '/places'));
}

/** Offered again, or not any more. */
export async function switchPlaceAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await arrangeAppointmentPlace(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  const done = raw.act === 'activate' ? 'activated' : 'deactivated';
  redirect(availabilityPath({ person: answer.value, done }, '/places'));
}

export type Moved = { said: string; direction: 'up' | 'down'; times: number };

/** One step; what was done is said where the buttons are. */
export async function movePlaceAction(state: Moved, form: FormData): Promise<Moved> {
  const raw = fromForm(form);
  const direction = raw.direction === 'down' ? 'down' : 'up';
  const answer = await arrangeAppointmentPlace(await currentActor(), { placeId: raw.id, act: direction });
  const t = await getTranslations('availability.places');
  refresh();
  const said = answer.ok ? t(direction === 'up' ? 'movedUp' : 'movedDown', { name: answer.value.name }) : t('problem');
  return { said, direction, times: state.times + 1 };
}
