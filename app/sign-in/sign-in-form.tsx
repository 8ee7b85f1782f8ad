'use client';

import { type ReactNode, useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import type { SignInState } from './actions';

type Props = {
  action: (state: SignInState, form: FormData) => Promise<SignInState>;
  to: string | null;
  /** What each problem says; `{minutes}` is put in here. */
  problems: Record<string, string>;
  title: string;
  children: ReactNode;
};

/** A way to sign in: its fields come from the page, what went wrong is said in its own place. Needs no scripts. */
export function SignInForm({ action, to, problems, title, children }: Props) {
  const [state, submit] = useActionState(action, { problem: null, email: '' });
  const said = state.problem && problems[state.problem.problem];
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="flex flex-col gap-4">
      <h2 className="text-xl">{title}</h2>
      {to && <input type="hidden" name="to" value={to} />}
      {said && <Notice kind="error">{said.replace('{minutes}', String(state.problem?.minutes ?? ''))}</Notice>}
      {children}
    </form>
  );
}
