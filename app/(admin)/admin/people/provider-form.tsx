'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SecretField } from '@/app/_ui/secret-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Props = {
  action: Act;
  words: Record<'clientId' | 'secret' | 'tenant' | 'tenantHint' | 'active' | 'save' | 'saving' | 'errorTitle', string>;
  saved: { clientId: string; tenant: string; active: boolean };
  stored: boolean;
};

export function ProviderForm({ action, words, saved, stored }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const labels: Record<string, string> = words;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-5"
    >
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labels[id] ?? ''}: ${text}` }))}
      />
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      <TextField
        name="clientId"
        label={words.clientId}
        error={fields.clientId}
        defaultValue={values.clientId ?? saved.clientId}
        mono
        autoComplete="off"
      />
      <SecretField name="secret" label={words.secret} error={fields.secret} stored={stored} />
      <TextField
        name="tenant"
        label={words.tenant}
        hint={words.tenantHint}
        error={fields.tenant}
        defaultValue={values.tenant ?? saved.tenant}
        mono
        autoComplete="off"
      />
      <Switch name="active" label={words.active} defaultChecked={saved.active} />
      <div>
        <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
      </div>
    </form>
  );
}
