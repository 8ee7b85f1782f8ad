'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { previewFreeBusy } from '@/lib/usecases/preview-free-busy';
import { readMoreCalendars } from '@/lib/usecases/read-more-calendars';
import { saveFreeBusy } from '@/lib/usecases/save-free-busy';
import { saveSyncPolicy } from '@/lib/usecases/save-sync-policy';
import { meetingsInWords } from './meetings-in-words';
import type { FreeBusyState } from './meetings-table';

/** Two buttons of one form: look at one's own next two weeks, and save. */
export async function freeBusyAction(_: FreeBusyState, form: FormData): Promise<FreeBusyState> {
  const { intent, ...raw } = fromForm(form);
  const actor = await currentActor();
  if (intent === 'look') {
    const seen = await previewFreeBusy(actor, new Date());
    if (!seen.ok) return { ...(await refusedForm(seen.refusal, raw)), look: null };
    const look = meetingsInWords(seen.value, await getTranslations('showAs'), await getLocale());
    return { message: null, fields: {}, values: raw, look };
  }
  const answer = await saveFreeBusy(actor, raw);
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), look: null };
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
