'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SecretField } from '@/app/_ui/secret-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Field = 'issuer' | 'clientId' | 'secret' | 'label' | 'provesAddresses' | 'active';

type Props = {
  action: Act;
  words: Record<Field | `${Exclude<Field, 'active'>}Hint` | 'save' | 'saving' | 'errorTitle', string>;
  saved: { issuer: string; clientId: string; label: string; provesAddresses: boolean; active: boolean };
  stored: boolean;
};

/** Microsoft's form stands on the same page: ids here begin otherwise. */
const idOf = (name: string) => `oidc-${name}`;

export function OidcForm({ action, words, saved, stored }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const labels: Record<string, string> = words;
  const line = (name: 'issuer' | 'clientId' | 'label') => ({
    ...{ id: idOf(name), name, label: words[name], hint: words[`${name}Hint`], error: fields[name] },
    ...{ defaultValue: values[name] ?? saved[name], autoComplete: 'off' },
  });
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-5"
    >
      <ErrorSummary
        errors={Object.entries(fields).map(([name, text]) => ({
          id: idOf(name),
          message: `${labels[name] ?? ''}: ${text}`,
        }))}
      />
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      <TextField {...line('issuer')} type="url" mono spellCheck={false} />
      <TextField {...line('clientId')} mono spellCheck={false} />
      <SecretField
        id={idOf('secret')}
        name="secret"
        label={words.secret}
        hint={words.secretHint}
        error={fields.secret}
        stored={stored}
      />
      <TextField {...line('label')} maxLength={60} />
      <Switch
        id={idOf('provesAddresses')}
        name="provesAddresses"
        label={words.provesAddresses}
        hint={words.provesAddressesHint}
        defaultChecked={saved.provesAddresses}
      />
      <Switch id={idOf('active')} name="active" label={words.active} defaultChecked={saved.active} />
      <div>
        <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
      </div>
    </form>
  );
}
