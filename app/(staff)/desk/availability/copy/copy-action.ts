'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { formatLocalDate, formatWallTime } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import { copyWeek, type WeekCopied } from '@/lib/usecases/copy-week';
import { viewAvailabilityForm } from '@/lib/usecases/view-availability-form';
import { availabilityPath } from '../paths';
import { placesText } from '../rule-text';
import type { CopyShown, CopyState } from './copy-state';

/** Looks first; the button below what was shown sends its sign back, and that saves. */
export async function copyAction(_: CopyState, form: FormData): Promise<CopyState> {
  const raw = fromForm(form);
  const actor = await currentActor();
  const asked = raw.act === 'copy' ? raw : { ...raw, shown: '' };
  const answer = await copyWeek(actor, asked, new Date());
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), plan: null };
  const { value } = answer;
  if (value.saved) redirect(availabilityPath({ person: value, date: value.add[0]?.date, done: 'copied' }));
  const names = await viewAvailabilityForm(actor, { person: value.resourceId }, new Date());
  if (!names.ok) return { ...(await refusedForm(names.refusal, raw)), plan: null };
  const plan = inWords(value, names.value.names, await getLocale());
  return { message: null, fields: {}, values: raw, plan };
}

type Names = Parameters<typeof placesText>[1];

function inWords({ add, seen, already, past }: WeekCopied, names: Names, locale: string): CopyShown {
  const dates = [...new Set(add.map(({ date }) => date))].sort();
  const days = dates.map((date) => ({
    date: formatLocalDate(date, locale),
    spans: add
      .filter((one) => one.date === date)
      .toSorted((a, b) => a.startsMinute - b.startsMinute)
      .map((span) => {
        const [from, until] = [span.startsMinute, span.endsMinute].map((minute) => formatWallTime(minute, locale));
        return `${from}–${until}, ${placesText(span, names, locale)}`;
      }),
  }));
  return { seen, days, already, past };
}
