'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

export type CheckInWords = Record<
  | ('on' | 'onHint' | 'before' | 'beforeHint' | 'after' | 'afterHint' | 'release' | 'releaseHint')
  | ('outAfter' | 'outAfterHint' | 'onLabel' | 'offLabel' | 'save' | 'saving' | 'problem'),
  string
>;

type Props = {
  action: Act;
  locationId: number;
  rules: { before: number | null; after: number; release: boolean; outAfter: number };
  words: CheckInWords;
};

const USUAL_BEFORE = 10;

/** One location's rules, each in words beside its field. */
export function CheckInForm({ action, locationId, rules, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const id = (name: string) => `${name}-${locationId}`;
  // An empty box sends nothing.
  const ticked = (name: 'on' | 'release', saved: boolean) =>
    Object.keys(values).length > 0 ? values[name] === 'on' : saved;
  const minutes = (name: 'before' | 'after' | 'outAfter', value: number) => (
    <TextField
      id={id(name)}
      name={name}
      label={words[name]}
      hint={words[`${name}Hint`]}
      error={fields[name]}
      defaultValue={values[name] ?? value}
      inputMode="numeric"
      size={4}
      maxLength={4}
    />
  );
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="flex max-w-2xl flex-col gap-6">
      <input type="hidden" name="locationId" value={locationId} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      <ErrorSummary
        errors={Object.entries(fields).map(([name, text]) => ({
          id: id(name),
          message: `${words[name as 'before']}: ${text}`,
        }))}
      />
      <Switch
        id={id('on')}
        name="on"
        label={words.on}
        hint={words.onHint}
        onLabel={words.onLabel}
        offLabel={words.offLabel}
        defaultChecked={ticked('on', rules.before !== null)}
      />
      {minutes('before', rules.before ?? USUAL_BEFORE)}
      {minutes('after', rules.after)}
      <Switch
        id={id('release')}
        name="release"
        label={words.release}
        hint={words.releaseHint}
        onLabel={words.onLabel}
        offLabel={words.offLabel}
        defaultChecked={ticked('release', rules.release)}
      />
      {minutes('outAfter', rules.outAfter)}
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
      </div>
    </form>
  );
}
