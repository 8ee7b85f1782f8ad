'use server';

import { redirect } from 'next/navigation';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { cancelVisit } from '@/lib/usecases/cancel-visit';
import { checkIn } from '@/lib/usecases/check-in';
import { checkOut } from '@/lib/usecases/check-out';
import { refuseNewTime } from '@/lib/usecases/refuse-new-time';
import { type FormState, refusedForm } from '../../form-state';

export async function cancel(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await cancelBooking(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(hereOf(answer.value.publicId, raw.key));
}

/** All that was booked in one go. */
export async function cancelAll(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await cancelVisit(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(hereOf(answer.value.publicId, raw.key));
}

/** The time that the library chose does not suit. */
export async function refuseTime(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await refuseNewTime(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(hereOf(answer.value.publicId, raw.key));
}

/** By whoever is there and has this page. */
export async function checkInHere(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await checkIn(await currentActor(), { publicId: raw.publicId, key: raw.key }, null, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(hereOf(answer.value.publicId, raw.key));
}

export async function checkOutHere(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await checkOut(await currentActor(), { publicId: raw.publicId, key: raw.key }, null, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(hereOf(answer.value.publicId, raw.key));
}

const hereOf = (publicId: string, key: string | undefined) =>
  `/bookings/${publicId}${key ? `?key=${encodeURIComponent(key)}` : ''}`;
