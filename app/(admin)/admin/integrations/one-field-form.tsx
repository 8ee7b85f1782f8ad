'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Props = {
  action: Act;
  name: string;
  value: string;
  /** Several lines. */
  long?: boolean;
  hidden?: Record<string, string>;
  variant?: 'primary' | 'secondary';
  words: { label: string; hint: string; submit: string; pending: string; problem: string };
};

/** A form of one field that may stay empty, its faults beside it. Needs no scripts. */
export function OneFieldForm({ action, name, value, long, hidden = {}, variant = 'secondary', words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const field = { name, label: words.label, hint: words.hint, error: fields[name] };
  const typed = values[name] ?? value;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-4"
    >
      {Object.entries(hidden).map(([key, given]) => (
        <input key={key} type="hidden" name={key} value={given} />
      ))}
      <ErrorSummary errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${words.label}: ${text}` }))} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      {long ? (
        <TextAreaField {...field} defaultValue={typed} optional rows={4} />
      ) : (
        <TextField {...field} defaultValue={typed} optional autoComplete="off" spellCheck={false} />
      )}
      <div>
        <SubmitButton variant={variant} pendingLabel={words.pending}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
