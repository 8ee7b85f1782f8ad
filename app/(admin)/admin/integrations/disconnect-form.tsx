'use client';

import { type ReactNode, useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';
import { SentForm } from '@/app/(staff)/sent-form';

type Props = {
  action: Act;
  words: Record<'title' | 'type' | 'confirm' | 'pending', string>;
  /** What may be chosen beside it. */
  children: ReactNode;
};

/** The last step: the library's name, whose field says itself what is wrong with it. Needs no scripts. */
export function DisconnectForm({ action, words, children }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const isRefused = message !== null || Object.keys(fields).length > 0;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col items-start gap-4"
    >
      {isRefused && (
        <Notice kind="error" title={words.title}>
          {message ?? (
            <a href={fields.confirm ? '#disconnect-confirm' : '#disconnect-keep'}>{Object.values(fields).join(' ')}</a>
          )}
        </Notice>
      )}
      <SentForm value={{ fields, values }}>{children}</SentForm>
      <div className="w-full max-w-sm">
        <TextField
          name="confirm"
          id="disconnect-confirm"
          label={words.type}
          error={fields.confirm}
          defaultValue={values.confirm}
          autoComplete="off"
          maxLength={300}
        />
      </div>
      <SubmitButton variant="danger" pendingLabel={words.pending}>
        {words.confirm}
      </SubmitButton>
    </form>
  );
}
