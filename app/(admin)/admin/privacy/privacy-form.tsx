'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Props = {
  action: Act;
  fields: { name: string; label: string; hint: string; value: number }[];
  words: Record<'save' | 'saving' | 'errorTitle', string>;
};

/** Days for each kind of data. */
export function PrivacyForm({ action, fields, words }: Props) {
  const [{ message, fields: problems, values }, submit] = useActionState(action, NO_PROBLEM);
  const labelOf = (name: string) => fields.find((one) => one.name === name)?.label ?? '';
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-5"
    >
      <ErrorSummary
        errors={Object.entries(problems).map(([id, text]) => ({ id, message: `${labelOf(id)}: ${text}` }))}
      />
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      {fields.map(({ name, label, hint, value }) => (
        <TextField
          key={name}
          name={name}
          label={label}
          hint={hint}
          error={problems[name]}
          defaultValue={values[name] ?? String(value)}
          inputMode="numeric"
          autoComplete="off"
        />
      ))}
      <div>
        <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
      </div>
    </form>
  );
}
