'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { chosenAnswers } from '@/app/(patron)/chosen-answers';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { isOverMeeting } from '@/lib/refusal';
import { bookAppointmentFor } from '@/lib/usecases/book-appointment-for';
import { bookTeamFor } from '@/lib/usecases/book-team-for';
import { findPatrons } from '@/lib/usecases/find-patrons';
import { beyondTexts } from '../../series/beyond-text';

/**
 * `found`: accounts that were looked for; null: none were. `beyond`: rules for patrons that it goes beyond, as codes and in
 * words, about which the form asks; `asksAnyway`: whether it may lie over a meeting in Outlook.
 */
export type BookForState = FormState & {
  found: { value: string; label: string }[] | null;
  beyond: { codes: string; texts: string[] };
  asksAnyway: boolean;
};

/** Books, or says what has to be decided first. Its other button looks for an account, and everything typed stays. */
export async function bookFor(state: BookForState, form: FormData): Promise<BookForState> {
  const raw: Record<string, string> = { ...fromForm(form), ...chosenAnswers(form) };
  const actor = await currentActor();
  // Enter in any field presses the first button: only new letters are looked for.
  if (raw.act === 'find' && raw.query && raw.query !== raw.asked) {
    const answer = await findPatrons(actor, { query: raw.query });
    const values = { ...raw, asked: raw.query };
    if (!answer.ok) return { ...state, ...(await refusedForm(answer.refusal, values)), found: null };
    const found = answer.value.map(({ id, name, email }) => ({ value: String(id), label: `${name}, ${email}` }));
    return { ...state, message: null, fields: {}, values, found };
  }
  const book = raw.whom?.includes(':') ? bookTeamFor : bookAppointmentFor;
  const answer = await book(actor, raw, new Date());
  if (!answer.ok) {
    const asksAnyway = isOverMeeting(answer.refusal) || raw.anyway === 'on';
    return { ...(await refusedForm(answer.refusal, raw)), found: state.found, beyond: state.beyond, asksAnyway };
  }
  if (answer.value.state === 'booked') redirect(`/desk/bookings/${answer.value.publicId}?done=booked`);
  const texts = beyondTexts(answer.value.beyond, await getTranslations('move.beyond'));
  const beyond = { codes: answer.value.beyond.join(), texts };
  return { message: null, fields: {}, values: raw, found: state.found, beyond, asksAnyway: state.asksAnyway };
}
