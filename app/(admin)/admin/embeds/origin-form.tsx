'use client';

import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Props = { action: Act; words: Record<'origin' | 'originHint' | 'add' | 'adding' | 'errorTitle', string> };

/** One more site. Its one field says itself what is wrong with it. */
export function OriginForm({ action, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-4"
    >
      {(message || fields.origin) && (
        <Notice kind="error" title={words.errorTitle}>
          {message ?? <a href="#origin">{`${words.origin}: ${fields.origin}`}</a>}
        </Notice>
      )}
      <TextField
        name="origin"
        label={words.origin}
        hint={words.originHint}
        error={fields.origin}
        defaultValue={values.origin}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={300}
        mono
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.adding}>
          {words.add}
        </SubmitButton>
      </div>
    </form>
  );
}
