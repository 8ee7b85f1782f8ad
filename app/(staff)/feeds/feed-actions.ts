'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { makeFeed, revokeFeed } from '@/lib/usecases/save-feed';

/** Admins and people themselves have the same forms; each goes back to its own page. */
const pageOf = ({ at }: Record<string, string>) => (at === 'desk' ? '/desk/feed' : '/admin/api/feeds');

export async function makeFeedAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await makeFeed(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${pageOf(raw)}?done=made`);
}

export async function revokeFeedAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await revokeFeed(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`${pageOf(raw)}?done=revoked`);
}
