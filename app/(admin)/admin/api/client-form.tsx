'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { CheckGroup } from '@/app/_ui/check-group';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { API_SCOPES } from '@/lib/api-scopes';
import { changeClientAction, makeClientAction, type SecretState } from './actions';
import { ShownSecret } from './shown-secret';

type Props = {
  /** The one that is changed; null: a new one is let in, and its secret shown. */
  client: { id: number; name: string; scopes: readonly string[]; perMinute: number } | null;
};

/** What a program is called, what it may do, and how often it may ask. */
export function ClientForm({ client }: Props) {
  const t = useTranslations('api.client');
  const problem = useTranslations('api')('problem');
  const [state, submit] = useActionState<SecretState, FormData>(
    client ? changeClientAction : makeClientAction,
    NO_PROBLEM,
  );
  if (state.shown) return <ShownSecret {...state.shown} />;
  const { fields, values } = state;
  const first = {
    name: client?.name ?? '',
    scopes: client?.scopes.join() ?? '',
    perMinute: String(client?.perMinute ?? 600),
  };
  const shown = Object.keys(values).length > 0 ? { ...first, ...values } : first;
  const labels = { name: t('name'), scopes: t('scopes'), perMinute: t('perMinute') };
  const faulty = (Object.keys(labels) as (keyof typeof labels)[]).filter((name) => fields[name]);
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-2xl flex-col gap-5"
    >
      {client && <input type="hidden" name="clientId" value={client.id} />}
      <ErrorSummary errors={faulty.map((name) => ({ id: name, message: `${labels[name]}: ${fields[name]}` }))} />
      {state.message && (
        <Notice kind="error" title={problem}>
          {state.message}
        </Notice>
      )}
      <TextField
        name="name"
        label={labels.name}
        hint={t('nameHint')}
        error={fields.name}
        defaultValue={shown.name}
        maxLength={100}
        autoComplete="off"
      />
      <CheckGroup
        name="scopes"
        label={labels.scopes}
        hint={t('scopesHint')}
        error={fields.scopes}
        choices={API_SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
        defaultValues={shown.scopes.split(',')}
      />
      <div className="max-w-xs">
        <TextField
          name="perMinute"
          label={labels.perMinute}
          hint={t('perMinuteHint')}
          error={fields.perMinute}
          defaultValue={shown.perMinute}
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      <div>
        <SubmitButton pendingLabel={client ? t('saving') : t('making')}>{client ? t('save') : t('make')}</SubmitButton>
      </div>
    </form>
  );
}
