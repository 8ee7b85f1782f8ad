'use client';

import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { PreviewBox } from '@/app/(staff)/preview-box';
import { type ChooseState, chooseAction } from './actions';

export type ChooseWords = Record<
  | ('which' | 'writes' | 'writesHint' | 'reads' | 'readsHint' | 'on' | 'off' | 'save' | 'saving' | 'look')
  | ('looking' | 'otherCalendar' | 'removeOld' | 'removeOldHint' | 'errorTitle'),
  string
>;

type Props = {
  words: ChooseWords;
  choices: Choice[];
  chosen: { calendarId: string; writes: boolean; reads: boolean };
  /** Nothing is connected yet: first a look at what it comes to, then the decision. */
  isFirst: boolean;
  /** Upcoming appointments stand in the calendar chosen before. */
  replaces: boolean;
  active: boolean;
};

const NOTHING: ChooseState = { message: null, fields: {}, values: {}, preview: null };

/** Calendar and directions, in one form that works without scripts too. */
export function ChooseForm({ words, choices, chosen, isFirst, replaces, active }: Props) {
  const [{ message, fields, values, preview }, submit] = useActionState(chooseAction, NOTHING);
  // A switch that is off sends nothing: once something was sent, what is missing was off.
  const wasSent = values.calendarId !== undefined;
  const isOn = (name: 'writes' | 'reads') => (wasSent ? values[name] !== undefined : chosen[name]);
  const save = (
    <SubmitButton name="intent" value="save" variant={isFirst ? 'primary' : 'secondary'} pendingLabel={words.saving}>
      {words.save}
    </SubmitButton>
  );
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="flex max-w-xl flex-col gap-5">
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      <SelectField
        name="calendarId"
        label={words.which}
        hint={isFirst ? undefined : words.otherCalendar}
        error={fields.calendarId}
        choices={choices}
        defaultValue={values.calendarId ?? chosen.calendarId}
      />
      {(['writes', 'reads'] as const).map((name) => (
        <Switch
          key={name}
          name={name}
          label={words[name]}
          hint={words[`${name}Hint`]}
          onLabel={words.on}
          offLabel={words.off}
          defaultChecked={isOn(name)}
        />
      ))}
      {replaces && <Switch name="removeEvents" label={words.removeOld} hint={words.removeOldHint} />}
      {active && (
        <div className="flex flex-wrap gap-3">
          {!isFirst && save}
          <SubmitButton
            name="intent"
            value="look"
            variant={isFirst && !preview ? 'primary' : isFirst ? 'secondary' : 'quiet'}
            pendingLabel={words.looking}
          >
            {words.look}
          </SubmitButton>
        </div>
      )}
      {preview && <PreviewBox preview={preview}>{isFirst && active && save}</PreviewBox>}
    </form>
  );
}
