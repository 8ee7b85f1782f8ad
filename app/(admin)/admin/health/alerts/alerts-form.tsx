'use client';

import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Word =
  | 'mailOn'
  | 'mailOff'
  | 'byMail'
  | 'byMailHint'
  | 'hook'
  | 'hookNew'
  | 'hookHint'
  | 'hookRemove'
  | 'save'
  | 'saving'
  | 'errorTitle';

type Props = {
  action: Act;
  byMail: boolean;
  /** Where it is told, in words; null: nowhere. */
  hookSet: string | null;
  words: Record<Word, string>;
};

/** How admins want to hear of alerts. The address is never shown again. */
export function AlertsForm({ action, byMail, hookSet, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const label = hookSet ? words.hookNew : words.hook;
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} noValidate className="flex flex-col gap-6">
      {(message || fields.hook) && (
        <Notice kind="error" title={words.errorTitle}>
          {message ?? <a href="#hook">{`${label}: ${fields.hook}`}</a>}
        </Notice>
      )}
      <RadioGroup
        name="byMail"
        label={words.byMail}
        hint={words.byMailHint}
        choices={[
          { value: 'on', label: words.mailOn },
          { value: 'off', label: words.mailOff },
        ]}
        defaultValue={byMail ? 'on' : 'off'}
      />
      {hookSet && <p>{hookSet}</p>}
      <TextField
        name="hook"
        label={label}
        hint={words.hookHint}
        error={fields.hook}
        defaultValue={values.hook}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2000}
        mono
        optional
      />
      {hookSet && <Switch name="removeHook" label={words.hookRemove} />}
      <div>
        <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
      </div>
    </form>
  );
}
