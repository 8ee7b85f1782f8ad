'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SecretField } from '@/app/_ui/secret-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';
import { TenantRows, type TenantRowWords } from './tenant-rows';

type Props = {
  action: Act;
  words: Record<'clientId' | 'secret' | 'active' | 'save' | 'saving' | 'errorTitle', string>;
  rowWords: TenantRowWords;
  saved: { clientId: string; tenants: readonly { tenantId: string; name: string }[]; active: boolean };
  stored: boolean;
};

export function ProviderForm({ action, words, rowWords, saved, stored }: Props) {
  const [state, submit] = useActionState(action, NO_PROBLEM);
  const { message, fields, values } = state;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-5"
    >
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({
          id,
          message: `${labelOf(id, words, rowWords)}: ${text}`,
        }))}
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
      <TenantRows tenants={saved.tenants} state={state} words={rowWords} />
      <Switch name="active" label={words.active} defaultChecked={saved.active} />
      <div>
        <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
      </div>
    </form>
  );
}

/** What a field is called in the list of what stopped the form: 'Organisation 2, Tenant ID'. */
function labelOf(id: string, words: Record<string, string>, rowWords: TenantRowWords): string {
  const [list, index, name] = id.split('.');
  if (list !== 'tenants') return words[id] ?? '';
  return `${rowWords.rows[Number(index)] ?? ''}, ${name === 'name' ? rowWords.name : rowWords.tenant}`;
}
