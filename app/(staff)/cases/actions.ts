'use server';

import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { decideCase } from '@/lib/usecases/decide-case';
import { keepCause } from '@/lib/usecases/keep-cause';

/** One decision; back to the list it was made on. */
export async function decideAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await decideCase(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`${raw.from === 'admin' ? '/admin' : '/desk'}/conflicts?done=${answer.value.choice}`);
}

/** All of one cause are left as they are. */
export async function keepCauseAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await keepCause(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`${raw.from === 'admin' ? '/admin' : '/desk'}/conflicts?done=keptAll&left=${answer.value.left}`);
}
