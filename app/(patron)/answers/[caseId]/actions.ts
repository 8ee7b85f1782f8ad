'use server';

import { redirect } from 'next/navigation';
import { fromForm } from '@/lib/parse';
import { answerCase } from '@/lib/usecases/answer-case';
import { type FormState, refusedForm } from '../../form-state';

/** Back to the same address, which says what came of it. */
export async function answer(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const done = await answerCase(raw, new Date());
  if (!done.ok) return refusedForm(done.refusal, raw);
  const { caseId = '', ...rest } = raw;
  const query = new URLSearchParams(Object.entries(rest).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  redirect(`/answers/${encodeURIComponent(caseId)}?${query}`);
}
