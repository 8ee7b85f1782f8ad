'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { saveCancelMailAction } from './actions';

type Props = {
  locationId: number;
  to: { address: string; locale: string };
  languages: { value: string; label: string }[];
  words: Record<'address' | 'hint' | 'locale' | 'save' | 'saving' | 'errorTitle', string>;
};

/** An address and a language. Needs no scripts. */
export function CancelForm({ locationId, to, languages, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(saveCancelMailAction, NO_PROBLEM);
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-md flex-col items-start gap-5"
    >
      <input type="hidden" name="location" value={locationId} />
      <ErrorSummary errors={Object.entries(fields).map(([id, text]) => ({ id, message: text }))} />
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      <TextField
        name="address"
        type="email"
        label={words.address}
        hint={words.hint}
        error={fields.address}
        defaultValue={values.address ?? to.address}
        autoComplete="off"
        spellCheck={false}
        optional
      />
      <SelectField
        name="locale"
        label={words.locale}
        error={fields.locale}
        defaultValue={values.locale ?? to.locale}
        choices={languages}
      />
      <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
    </form>
  );
}
