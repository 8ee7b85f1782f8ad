'use server';

import { redirect } from 'next/navigation';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { changeBooking } from '@/lib/usecases/change-booking';
import { type FormState, refusedForm } from '../../../form-state';

/** A period is one choice of a start and an end. */
export async function change(_: FormState, form: FormData): Promise<FormState> {
  const { period, ...raw } = fromForm(form);
  const [start, end] = period?.split(' ') ?? [];
  const answer = await changeBooking(await currentActor(), period ? { ...raw, start, end } : raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, { ...raw, ...(period && { period }) });
  const { publicId, changed } = answer.value;
  redirect(`/bookings/${publicId}?${new URLSearchParams({ ...(raw.key && { key: raw.key }), changed })}`);
}
