'use server';

import { redirectAnew } from '@/app/redirect-anew';
import { currentActor, currentSession } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { endOtherSessions, endOwnSession } from '@/lib/usecases/own-sessions';
import { type FormState, refusedForm } from '../../form-state';

export async function endSessionAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await endOwnSession(await currentActor(), fromForm(form));
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew('/my/data?ended=one#sessions');
}

export async function endOthersAction(): Promise<FormState> {
  const answer = await endOtherSessions(await currentActor(), new Date(), await currentSession());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew('/my/data?ended=others#sessions');
}
