'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { FormRefusal } from '@/app/_ui/form-refusal';
import { SecretField } from '@/app/_ui/secret-field';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { SettingsState } from './actions';

export type SettingsWords = Record<
  | (
      | 'clientId'
      | 'clientIdHint'
      | 'secret'
      | 'secretHint'
      | 'accountType'
      | 'accountTypeHint'
      | 'tenant'
      | 'tenantHint'
    )
  | ('cloud' | 'cloudHint')
  | ('expires' | 'expiresHint' | 'save' | 'saving' | 'saveAnyway' | 'saveAnywayHint' | 'errorTitle'),
  string
>;

type Props = {
  action: (state: SettingsState, form: FormData) => Promise<SettingsState>;
  words: SettingsWords;
  accountTypes: Choice[];
  clouds: Choice[];
  saved: { cloud: string; clientId: string; accountType: string; tenant: string; secretExpiresOn: string };
  /** Where the answer is shown, if not on the page of the integration, and what that page's address remembers. */
  hidden?: Record<string, string>;
  /** A secret is stored: an empty field keeps it. */
  stored: boolean;
};

const NOTHING: SettingsState = { message: null, fields: {}, values: {}, mayPass: false };

/** What was typed stays when Microsoft says no; the secret stays in the browser and never comes back from here. */
export function SettingsForm({ action, words, accountTypes, clouds, saved, stored, hidden = {} }: Props) {
  const [state, submit] = useActionState(action, NOTHING);
  const { message, fields, values, mayPass } = state;
  const labels: Record<string, string> = { ...words, secretExpiresOn: words.expires };
  const typed = (name: keyof typeof saved) => values[name] ?? saved[name];
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="group/settings flex flex-col gap-5"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labels[id] ?? ''}: ${text}` }))}
      />
      <FormRefusal title={words.errorTitle} message={message} of={state} />
      <TextField
        name="clientId"
        label={words.clientId}
        hint={words.clientIdHint}
        error={fields.clientId}
        defaultValue={typed('clientId')}
        mono
        autoComplete="off"
        spellCheck={false}
      />
      <SecretField name="secret" label={words.secret} hint={words.secretHint} error={fields.secret} stored={stored} />
      <SelectField
        name="accountType"
        label={words.accountType}
        hint={words.accountTypeHint}
        error={fields.accountType}
        choices={accountTypes}
        defaultValue={typed('accountType')}
      />
      <SelectField
        name="cloud"
        label={words.cloud}
        hint={words.cloudHint}
        error={fields.cloud}
        choices={clouds}
        defaultValue={typed('cloud')}
      />
      {/* By style alone, so that it needs no scripts; where a browser cannot, the field is there with its hint. */}
      <div className="group-has-[[name=accountType]_option:not([value=AzureADMyOrg]):checked]/settings:hidden">
        <TextField
          name="tenant"
          label={words.tenant}
          hint={words.tenantHint}
          error={fields.tenant}
          defaultValue={typed('tenant')}
          mono
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <TextField
        name="secretExpiresOn"
        type="date"
        label={words.expires}
        hint={words.expiresHint}
        error={fields.secretExpiresOn}
        defaultValue={typed('secretExpiresOn')}
        optional
      />
      <div className="flex flex-col items-start gap-4">
        <SubmitButton variant={stored ? 'secondary' : 'primary'} pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
        {mayPass && (
          <>
            <p className="prose-width text-sm text-ink-soft">{words.saveAnywayHint}</p>
            <SubmitButton name="saveAnyway" value="on" variant="secondary" pendingLabel={words.saving}>
              {words.saveAnyway}
            </SubmitButton>
          </>
        )}
      </div>
    </form>
  );
}
