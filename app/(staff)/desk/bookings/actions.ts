'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { moveByStaff } from '@/lib/usecases/move-by-staff';
import { noteBooking } from '@/lib/usecases/note-booking';
import { withdrawByStaff } from '@/lib/usecases/withdraw-by-staff';
import { writeBookingAgain } from '@/lib/usecases/write-booking-again';

/** Where a meeting in Outlook is the only thing in the way, the form asks whether it may stand there all the same. */
export async function moveBooking(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await moveByStaff(await currentActor(), raw, new Date());
  if (answer.ok) redirect(withDone(backTo(raw.back) ?? `/desk/bookings/${answer.value.publicId}`, 'moved'));
  const asks = answer.refusal.code === 'meeting_in_the_way' || raw.anyway === 'on';
  return refusedForm(answer.refusal, { ...raw, ...(asks && { asked: 'anyway' }) });
}

export async function saveNote(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await noteBooking(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/desk/bookings/${raw.publicId}?done=noted`);
}

/** Held against its calendars once more. */
export async function writeAgain(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await writeBookingAgain(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/desk/bookings/${raw.publicId}?done=retried`);
}

/** It is cancelled, with words to its patron. */
export async function withdraw(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await withdrawByStaff(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/desk/bookings/${answer.value.publicId}?done=withdrawn`);
}

/** Only to the desk's own pages. */
const backTo = (address: string | undefined) => (address?.startsWith('/desk/') ? address : null);

const withDone = (address: string, done: string) => `${address}${address.includes('?') ? '&' : '?'}done=${done}`;
