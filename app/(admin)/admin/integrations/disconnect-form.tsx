'use client';

import { type ReactNode, useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Props = {
  action: Act;
  words: Record<'title' | 'type' | 'confirm' | 'pending', string>;
  /** What may be chosen beside it. */
  children: ReactNode;
};

/** The last step: the library's name, whose field says itself what is wrong with it. Needs no scripts. */
export function DisconnectForm({ action, words, children }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const said = message ?? Object.values(fields).join(' ');
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col items-start gap-4"
    >
      {said && (
        <Notice kind="error" title={words.title}>
          {fields.confirm && !message ? <a href="#disconnect-confirm">{said}</a> : said}
        </Notice>
      )}
      {children}
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
