'use server';

import { redirect } from 'next/navigation';
import { formWithChecks } from '@/app/(admin)/admin/catalogue/form-with-checks';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { findPatrons } from '@/lib/usecases/find-patrons';
import { proposeSeries } from '@/lib/usecases/propose-series';

/** `found`: accounts that were looked for; null: none were. */
export type LookState = FormState & { found: { value: string; label: string }[] | null };

/** From the form to what is in the way. Its other button looks for an account, and everything typed stays. */
export async function lookAction(state: LookState, form: FormData): Promise<LookState> {
  const raw = formWithChecks(form, 'spaces', 'weekdays');
  const actor = await currentActor();
  // Enter in any field presses the first button: only new letters are looked for.
  const isAsked = raw.act === 'find' && raw.query && raw.query !== raw.asked;
  if (isAsked) {
    const answer = await findPatrons(actor, { query: raw.query });
    const values = { ...raw, asked: raw.query ?? '' };
    if (!answer.ok) {
      const refused = await refusedForm(answer.refusal, values);
      return { ...refused, found: null };
    }
    const found = answer.value.map(({ id, name, email }) => ({ value: String(id), label: `${name}, ${email}` }));
    return { message: null, fields: {}, values, found };
  }
  const answer = await proposeSeries(actor, raw, new Date());
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), found: state.found };
  redirect(`/desk/series/${answer.value.seriesId}`);
}
