'use server';

import { redirect } from 'next/navigation';
import { formWithChecks } from '@/app/(admin)/admin/catalogue/form-with-checks';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import type { Result } from '@/lib/result';
import type { AvailabilityChanged } from '@/lib/usecases/change-availability';
import { endAvailabilityRule } from '@/lib/usecases/end-availability-rule';
import { removeAbsence } from '@/lib/usecases/remove-absence';
import { saveAbsence } from '@/lib/usecases/save-absence';
import { saveAvailabilityRule } from '@/lib/usecases/save-availability-rule';
import { affectedLines } from './affected-lines';
import type { AskingState } from './asking-state';
import { availabilityPath } from './paths';

type Raw = Record<string, string>;

export async function saveRuleAction(state: AskingState, form: FormData): Promise<AskingState> {
  const raw = formWithChecks(form, 'weekdays', 'places', 'dates');
  return answered(state, raw, await saveAvailabilityRule(await currentActor(), raw, new Date()), 'rule');
}

const DONE = { end: 'ended', skip: 'skipped', unskip: 'unskipped', remove: 'removed' } as const;

export async function endRuleAction(state: AskingState, form: FormData): Promise<AskingState> {
  const raw = fromForm(form);
  const done = DONE[raw.act as keyof typeof DONE] ?? 'rule';
  return answered(state, raw, await endAvailabilityRule(await currentActor(), raw, new Date()), done);
}

export async function saveAbsenceAction(state: AskingState, form: FormData): Promise<AskingState> {
  const raw = fromForm(form);
  return answered(state, raw, await saveAbsence(await currentActor(), raw, new Date()), 'away');
}

export async function removeAbsenceAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await removeAbsence(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(availabilityPath({ person: answer.value, date: raw.week, done: 'back' }));
}

/** Saved, refused, or asked about appointments; what was asked stays in sight while something is wrong with the answers. */
async function answered(
  state: AskingState,
  raw: Raw,
  answer: Result<AvailabilityChanged>,
  done: string,
): Promise<AskingState> {
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), asked: state.asked };
  const { value } = answer;
  if (value.saved) {
    const count = value.cancelled || undefined;
    redirect(availabilityPath({ person: value, date: raw.week, done, count }));
  }
  const lines = await affectedLines(value.affected, value.timeZone);
  const asked = { seen: value.seen, lines, isNew: Boolean(raw.shown) && raw.shown !== value.seen };
  return { message: null, fields: {}, values: raw, asked };
}
