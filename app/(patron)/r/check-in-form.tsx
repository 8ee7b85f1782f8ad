'use client';

import { useActionState, useEffect, useRef } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { CheckInState } from './actions';

type Props = {
  action: (state: CheckInState, form: FormData) => Promise<CheckInState>;
  code: string;
  words: Record<
    'code' | 'codeHint' | 'in' | 'inPending' | 'out' | 'outPending' | 'leaving' | 'leavingText' | 'problem',
    string
  >;
};

/** Type the code, press one of two buttons; the answer is said above. Needs no scripts. */
export function CheckInForm({ action, code, words }: Props) {
  const [state, submit] = useActionState(action, { done: null, problem: null, code });
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.done) answer.current?.focus();
  }, [state]);
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="flex max-w-md flex-col gap-5">
      <div ref={answer} tabIndex={-1} className="outline-none">
        {state.done && (
          <Notice kind="success" title={state.done.title}>
            {state.done.next}
          </Notice>
        )}
      </div>
      {state.done?.what !== 'out' && (
        <>
          <TextField
            name="code"
            label={words.code}
            hint={words.codeHint}
            error={state.problem}
            defaultValue={state.code}
            mono
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={12}
          />
          {!state.done && (
            <div>
              <SubmitButton name="what" value="in" icon="check" pendingLabel={words.inPending}>
                {words.in}
              </SubmitButton>
            </div>
          )}
          <div className="flex flex-col items-start gap-2 border-t border-line pt-4">
            <h2 className="text-lg">{words.leaving}</h2>
            <p className="text-ink-soft">{words.leavingText}</p>
            <SubmitButton name="what" value="out" variant="secondary" pendingLabel={words.outPending}>
              {words.out}
            </SubmitButton>
          </div>
        </>
      )}
    </form>
  );
}
