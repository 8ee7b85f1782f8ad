'use client';

import { useActionState } from 'react';
import { CheckGroup } from '@/app/_ui/check-group';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { ShownOnce } from '../shown-once';
import { changeWebhookAction, makeWebhookAction, type WebhookState } from './actions';
import type { WebhookWords } from './webhook-words';

type Props = {
  /** The one that is changed; null: a new one, whose secret is shown. */
  webhook: { id: number; name: string; url: string; events: readonly string[]; withPatron: boolean } | null;
  words: WebhookWords;
};

/** What a program is called, where it is told, and of what. */
export function WebhookForm({ webhook, words }: Props) {
  const action = webhook ? changeWebhookAction : makeWebhookAction;
  const [state, submit] = useActionState<WebhookState, FormData>(action, NO_PROBLEM);
  const { fields, values, shown: secret } = state;
  if (secret)
    return <ShownOnce value={secret.secret} href={`/admin/api/webhooks/${secret.id}`} words={words.shownOnce} />;
  const first = {
    ...{ name: webhook?.name ?? '', url: webhook?.url ?? '' },
    ...{ events: webhook?.events.join() ?? 'created,changed,cancelled', withPatron: webhook?.withPatron ? 'on' : '' },
  };
  const shown: Record<string, string> = Object.keys(values).length > 0 ? { withPatron: '', ...values } : first;
  const labels = { name: words.name, url: words.url, events: words.events };
  const faulty = (Object.keys(labels) as (keyof typeof labels)[]).filter((name) => fields[name]);
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-2xl flex-col gap-5"
    >
      {webhook && <input type="hidden" name="id" value={webhook.id} />}
      <ErrorSummary errors={faulty.map((name) => ({ id: name, message: `${labels[name]}: ${fields[name]}` }))} />
      {state.message && (
        <Notice kind="error" title={words.problem}>
          {state.message}
        </Notice>
      )}
      <TextField
        name="name"
        label={words.name}
        hint={words.nameHint}
        error={fields.name}
        defaultValue={shown.name}
        maxLength={100}
        autoComplete="off"
      />
      <TextField
        name="url"
        label={words.url}
        hint={words.urlHint}
        error={fields.url}
        defaultValue={shown.url}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={500}
        mono
      />
      <CheckGroup
        name="events"
        label={words.events}
        error={fields.events}
        choices={words.eventChoices}
        defaultValues={(shown.events ?? '').split(',')}
      />
      <Switch
        name="withPatron"
        label={words.withPatron}
        hint={words.withPatronHint}
        defaultChecked={shown.withPatron === 'on'}
      />
      <div>
        <SubmitButton pendingLabel={words.saving}>{webhook ? words.save : words.make}</SubmitButton>
      </div>
    </form>
  );
}
