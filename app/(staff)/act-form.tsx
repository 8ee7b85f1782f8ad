'use client';

import { type ReactNode, useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import type { FormState } from '@/app/(patron)/form-state';
import { SentForm } from './sent-form';

export type Act = (state: FormState, form: FormData) => Promise<FormState>;

export const NO_PROBLEM: FormState = { message: null, fields: {}, values: {} };

type Props = {
  action: Act;
  hidden?: Record<string, string | number>;
  /** The title over a refusal. */
  problem: string;
  className?: string;
  /** The server alone says what is missing: the browser would stop every button of the form. */
  noValidate?: boolean;
  children: ReactNode;
};

/** A form that only carries: its fields come from the page, its refusal is shown in its own place. Needs no scripts. */
export function ActForm({ action, hidden = {}, problem, className, noValidate, children }: Props) {
  const [state, submit] = useActionState(action, NO_PROBLEM);
  const said = state.message ?? Object.values(state.fields).join(' ');
  return (
    // What was typed stays when the answer is no: React would empty the form.
    <form action={submit} onReset={(event) => event.preventDefault()} noValidate={noValidate} className={className}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {said && (
        <Notice kind="error" title={problem}>
          {said}
        </Notice>
      )}
      <SentForm value={state}>{children}</SentForm>
    </form>
  );
}
