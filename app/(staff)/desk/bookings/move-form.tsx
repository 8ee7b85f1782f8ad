'use client';

import { type ReactNode, useActionState, useEffect } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

export type MoveWords = Record<
  | ('space' | 'date' | 'time' | 'timeHint' | 'minutes' | 'words' | 'wordsHint' | 'tell' | 'tellHint')
  | ('anyway' | 'anywayHint' | 'submit' | 'moving' | 'problem'),
  string
>;

type Props = {
  action: Act;
  hidden: Record<string, string>;
  /** Where to and when, to be typed; null: it was chosen already, and stands in `hidden`. */
  place: {
    spaces: { id: number; name: string }[];
    spaceId: number;
    /** Of an appointment: where it may take place, in these words. */
    meeting?: { label: string; choices: { id: number; name: string }[]; placeId: number | null };
    date: string;
    time: string;
    minutes: number;
  } | null;
  words: MoveWords;
  /** Told when the answer is no. */
  onRefused?: () => void;
  /** Another button beside the one that moves. */
  children?: ReactNode;
};

const TYPED = ['spaceId', 'placeId', 'date', 'time', 'minutes', 'words'];

/** Moves a booking, with words to its patron and a choice whether to mail. Needs no scripts. */
export function MoveForm({ action, hidden, place, words, onRefused, children }: Props) {
  const [state, submit] = useActionState(action, NO_PROBLEM);
  const { message, fields, values } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is told once, whoever listens
  useEffect(() => {
    if (state !== NO_PROBLEM) onRefused?.();
  }, [state]);
  const errors = Object.entries(fields).map(([id, problem]) => ({
    id: TYPED.includes(id) && (place || id === 'words') ? `move-${id}` : 'move-form',
    message: problem,
  }));
  return (
    // What was typed stays when the answer is no: React would empty the form.
    <form
      id="move-form"
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col gap-5"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={errors} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      {place && (
        <div className="grid items-end gap-5 sm:grid-cols-2">
          {place.spaces.length > 1 && (
            <SelectField
              id="move-spaceId"
              name="spaceId"
              label={words.space}
              choices={place.spaces.map(({ id, name }) => ({ value: String(id), label: name }))}
              defaultValue={values.spaceId ?? String(place.spaceId)}
              error={fields.spaceId}
            />
          )}
          {place.meeting && place.meeting.choices.length > 1 && (
            <SelectField
              id="move-placeId"
              name="placeId"
              label={place.meeting.label}
              choices={place.meeting.choices.map(({ id, name }) => ({ value: String(id), label: name }))}
              defaultValue={values.placeId ?? String(place.meeting.placeId ?? '')}
              error={fields.placeId}
            />
          )}
          <TextField
            id="move-date"
            name="date"
            type="date"
            label={words.date}
            defaultValue={values.date ?? place.date}
            error={fields.date}
          />
          <TextField
            id="move-time"
            name="time"
            type="time"
            label={words.time}
            hint={words.timeHint}
            defaultValue={values.time ?? place.time}
            error={fields.time}
          />
          <TextField
            id="move-minutes"
            name="minutes"
            type="number"
            inputMode="numeric"
            min={1}
            label={words.minutes}
            defaultValue={values.minutes ?? String(place.minutes)}
            error={fields.minutes}
          />
        </div>
      )}
      <TextAreaField
        id="move-words"
        name="words"
        label={words.words}
        hint={words.wordsHint}
        rows={2}
        maxLength={500}
        optional
        defaultValue={values.words}
        error={fields.words}
      />
      <Switch id="move-tell" name="tell" label={words.tell} hint={words.tellHint} defaultChecked />
      {values.asked === 'anyway' && (
        <Switch id="move-anyway" name="anyway" label={words.anyway} hint={words.anywayHint} />
      )}
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel={words.moving}>{words.submit}</SubmitButton>
        {children}
      </div>
    </form>
  );
}
