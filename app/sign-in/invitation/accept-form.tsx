'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Props = {
  action: Act;
  invitation: { key: string; email: string; name: string; password: 'no' | 'may' | 'must' };
  words: Record<'name' | 'password' | 'passwordHint' | 'accept' | 'accepting' | 'problem', string>;
};

/** Name and, where the library has them, a password of one's own. */
export function AcceptForm({ action, invitation, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const labels: Record<string, string> = words;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-5"
    >
      <input type="hidden" name="key" value={invitation.key} />
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labels[id] ?? ''}: ${text}` }))}
      />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      {/* Password managers store it with the address. */}
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} />
      <TextField
        name="name"
        label={words.name}
        error={fields.name}
        defaultValue={values.name ?? invitation.name}
        autoComplete="name"
      />
      {invitation.password !== 'no' && (
        <TextField
          name="password"
          type="password"
          label={words.password}
          hint={words.passwordHint}
          error={fields.password}
          optional={invitation.password === 'may'}
          autoComplete="new-password"
        />
      )}
      <div>
        <SubmitButton pendingLabel={words.accepting}>{words.accept}</SubmitButton>
      </div>
    </form>
  );
}
