'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { readMoreCalendars } from '@/lib/usecases/read-more-calendars';
import { saveFreeBusy } from '@/lib/usecases/save-free-busy';
import { saveSyncPolicy } from '@/lib/usecases/save-sync-policy';

export async function freeBusyAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveFreeBusy(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/desk/calendar?done=freeBusy');
}

export async function moreCalendarsAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await readMoreCalendars(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/desk/calendar?done=moreCalendars');
}

export async function policyAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveSyncPolicy(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/desk/calendar?done=policy');
}
