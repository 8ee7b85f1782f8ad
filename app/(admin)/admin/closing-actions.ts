'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { stopRemoval } from '@/lib/usecases/stop-removal';

/** Undo or stop a removal; of one space, or of everything. */
export async function stopRemovalAction(_: FormState, form: FormData): Promise<FormState> {
  const { spaceId, ...raw } = fromForm(form);
  const answer = await stopRemoval(await currentActor(), { ...raw, ...(spaceId && { spaceId }) }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  const page = spaceId ? `/admin/spaces/${Number(spaceId) || ''}` : '/admin/integrations';
  redirect(`${page}?done=${raw.how === 'undo' ? 'undone' : 'stopped'}`);
}
