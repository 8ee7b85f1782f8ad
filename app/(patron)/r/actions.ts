'use server';

import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { networkOf } from '@/lib/auth/network-of';
import { formatTime } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { checkIn } from '@/lib/usecases/check-in';
import { checkOut } from '@/lib/usecases/check-out';

/** What the page says after a try; `done` with words for what comes next. */
export type CheckInState = {
  done: { title: string; next: string | null; what: 'in' | 'out' } | null;
  problem: string | null;
  code: string;
};

/** One form for both ways: which button was pressed says which. */
export async function checkInAction(_: CheckInState, form: FormData): Promise<CheckInState> {
  const raw = fromForm(form);
  const what = raw.what === 'out' ? 'out' : 'in';
  const [actor, network, now] = [await currentActor(), networkOf(await headers()), new Date()];
  const [t, locale] = [await getTranslations('checkIn.page'), await getLocale()];
  const code = raw.code ?? '';
  const refused = async (refusal: Refusal): Promise<CheckInState> => ({
    ...{ done: null, code },
    problem: await wordsOf(refusal),
  });
  if (what === 'in') {
    const answer = await checkIn(actor, { code }, network, now);
    if (!answer.ok) return refused(answer.refusal);
    const { spaces, end, timeZone } = answer.value;
    const time = formatTime(end, { locale, timeZone });
    const title = t('doneIn', { space: spaces.map(({ name }) => name).join(', '), time });
    return { done: { title, next: t('doneInNext'), what }, problem: null, code };
  }
  const answer = await checkOut(actor, { code }, network, now);
  if (!answer.ok) return refused(answer.refusal);
  const { spaces, end, timeZone, freed } = answer.value;
  const space = spaces.map(({ name }) => name).join(', ');
  const title = freed ? t('doneOutFreed', { space, time: formatTime(end, { locale, timeZone }) }) : t('doneOut');
  return { done: { title, next: null, what }, problem: null, code };
}

async function wordsOf(refusal: Refusal): Promise<string> {
  const t = await getTranslations('refusal');
  if (refusal.code === 'invalid') return t('field.required');
  // Times of a refusal bring their own zone here.
  return refusalText(refusal, t, { locale: await getLocale(), timeZone: 'UTC' });
}
