'use client';

import { useActionState } from 'react';
import { CopyButton } from '@/app/_ui/copy-button';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { directoryAction } from '../setup-actions';

type Words = Record<'label' | 'hint' | 'submit' | 'pending' | 'found' | 'copy' | 'problem', string>;

export function DirectoryFields({ cloud, words }: { cloud: string; words: Words }) {
  const [state, submit] = useActionState(directoryAction, { ...NO_PROBLEM, tenantId: null });
  const { message, fields, values, tenantId } = state;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-4"
    >
      <input type="hidden" name="cloud" value={cloud} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      {tenantId && (
        <Notice kind="success" title={words.found}>
          <span className="flex flex-wrap items-center gap-3">
            <code className="break-all">{tenantId}</code>
            <CopyButton value={tenantId} label={words.copy} />
          </span>
        </Notice>
      )}
      <TextField
        id="directory-domain"
        name="tenant"
        label={words.label}
        hint={words.hint}
        error={fields.tenant}
        defaultValue={values.tenant ?? ''}
        mono
        autoComplete="off"
        spellCheck={false}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.pending}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
