'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { decideHoursChange } from '@/lib/usecases/decide-hours-change';
import { proposeHoursChange } from '@/lib/usecases/propose-hours-change';

/** Any change of hours: saved at once, or on to the bookings that it meets. */
export async function proposeHoursAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await proposeHoursChange(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  const { changeId } = answer.value;
  redirect(changeId === null ? `/admin/hours/${raw.level}/${raw.id}?done=saved` : `/admin/hours/changes/${changeId}`);
}

/** What becomes of the bookings. Some that were made meanwhile are shown with the rest. */
export async function decideHoursAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await decideHoursChange(await currentActor(), raw, new Date());
  const page = `/admin/hours/changes/${Number(raw.changeId) || ''}`;
  if (answer.ok) redirect(page);
  if (answer.refusal.code === 'bookings_affected') redirect(`${page}?grew=${answer.refusal.count}`);
  return refusedForm(answer.refusal, raw);
}
