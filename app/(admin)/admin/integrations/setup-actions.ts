'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { describeConnector } from '@/lib/usecases/describe-connector';
import { lookUpDirectory } from '@/lib/usecases/look-up-directory';
import { startPreflight } from '@/lib/usecases/start-preflight';

export async function describeAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await describeConnector(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew('/admin/integrations?done=described#describe');
}

/** On to Microsoft, and back to the page of the test. */
export async function testAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await startPreflight(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(answer.value.redirectTo);
}

export type DirectoryState = FormState & { tenantId: string | null };

export async function directoryAction(_: DirectoryState, form: FormData): Promise<DirectoryState> {
  const raw = fromForm(form);
  const answer = await lookUpDirectory(await currentActor(), raw);
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), tenantId: null };
  return { message: null, fields: {}, values: raw, tenantId: answer.value.tenantId };
}
