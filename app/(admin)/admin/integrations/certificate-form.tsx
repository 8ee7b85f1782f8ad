'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { addCertificateAction } from './credential-actions';

type Words = Record<
  | ('certificate' | 'certificateHint' | 'certificateFile' | 'fileHint')
  | ('privateKey' | 'privateKeyHint' | 'privateKeyFile' | 'submit' | 'pending' | 'problem'),
  string
>;

const FIELDS = ['certificate', 'privateKey'] as const;
const ACCEPT = '.pem,.cer,.crt,.der,.key,application/x-pem-file,application/pkix-cert,text/plain';

/** A certificate made elsewhere and its key, pasted or as files. Both are read, and tried with Microsoft, before they are kept. */
export function CertificateForm({ words }: { words: Words }) {
  const [{ message, fields, values }, submit] = useActionState(addCertificateAction, NO_PROBLEM);
  const errors = FIELDS.flatMap((id) => (fields[id] ? [{ id, message: `${words[id]}: ${fields[id]}` }] : []));
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex w-full max-w-xl flex-col gap-4"
    >
      <ErrorSummary errors={errors} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      {FIELDS.map((name) => (
        <div key={name} className="flex flex-col gap-3">
          <TextAreaField
            name={name}
            label={words[name]}
            hint={words[`${name}Hint`]}
            error={fields[name]}
            defaultValue={values[name] ?? ''}
            rows={5}
            // One of the two will do.
            required={false}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore
          />
          <TextField
            name={`${name}File`}
            type="file"
            accept={ACCEPT}
            label={words[`${name}File`]}
            hint={words.fileHint}
            required={false}
          />
        </div>
      ))}
      <div>
        <SubmitButton pendingLabel={words.pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
