'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SecretField } from '@/app/_ui/secret-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { addSecretAction } from './credential-actions';

type Words = Record<'secret' | 'secretHint' | 'expires' | 'expiresHint' | 'submit' | 'pending' | 'problem', string>;

/** A second secret with its end; it is tried before it is kept. */
export function SecretForm({ words }: { words: Words }) {
  const [{ message, fields, values }, submit] = useActionState(addSecretAction, NO_PROBLEM);
  const labels: Record<string, string> = { nextSecret: words.secret, nextExpiresOn: words.expires };
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-4"
    >
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labels[id] ?? ''}: ${text}` }))}
      />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      <SecretField
        name="nextSecret"
        label={words.secret}
        hint={words.secretHint}
        error={fields.nextSecret}
        stored={false}
      />
      <TextField
        name="nextExpiresOn"
        type="date"
        label={words.expires}
        hint={words.expiresHint}
        error={fields.nextExpiresOn}
        defaultValue={values.nextExpiresOn ?? ''}
        optional
      />
      <div>
        <SubmitButton pendingLabel={words.pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
