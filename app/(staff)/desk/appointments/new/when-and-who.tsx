'use client';

import { useActionState } from 'react';
import { Card } from '@/app/_ui/card';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { FormRefusal } from '@/app/_ui/form-refusal';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { type AskedQuestion, QuestionField } from '@/app/(patron)/question-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import type { SeriesFormWords } from '../../series/form-words';
import { PatronFields } from '../../series/patron-fields';
import { type BookForState, bookFor } from './book-for-action';
import type { DeskFormWords } from './desk-form-words';

type Props = {
  hidden: Record<string, string>;
  initial: Record<string, string>;
  /** Any of a team meets for as long as the kind says, in words; null: any length may be typed. */
  fixedLength: string | null;
  /** What is asked of patrons; staff need not answer. */
  questions: AskedQuestion[];
  words: SeriesFormWords;
  own: DeskFormWords;
};

const BLANK: BookForState = { ...NO_PROBLEM, found: null, beyond: { codes: '', texts: [] }, asksAnyway: false };
const TYPED = ['date', 'start', 'minutes', 'note', 'query', 'personId', 'name', 'email'];

/** When, for whom, and what has to be said about it. Works without scripts. */
export function WhenAndWho({ hidden, initial, fixedLength, questions, words, own }: Props) {
  const [state, submit] = useActionState(bookFor, BLANK);
  const { message, fields, values, found, beyond, asksAnyway } = state;
  const isShownAgain = Object.keys(values).length > 0;
  const shown = isShownAgain ? values : initial;
  const { label } = words;
  const typed = [...TYPED, ...questions.map(({ name }) => name)];
  return (
    <form
      id="book-for"
      action={submit}
      // What was typed stays when the answer is no: React would empty the form.
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col gap-6"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="named" value={beyond.codes} />
      <input type="hidden" name="asked" value={values.asked ?? ''} />
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({
          id: typed.includes(id) ? id : 'book-for',
          message: [label[id] ?? questions.find(({ name }) => name === id)?.label, text].filter(Boolean).join(': '),
        }))}
      />
      <FormRefusal title={own.problem} message={message} of={state} />
      {beyond.texts.length > 0 && (
        <FormRefusal
          kind="attention"
          title={own.beyondTitle}
          message={
            <>
              <ul className="list-disc pl-5">
                {beyond.texts.map((rule) => (
                  <li key={rule}>{rule}</li>
                ))}
              </ul>
              <p className="mt-2">{own.beyondText}</p>
            </>
          }
          // To look for a patron is no new answer about the rules.
          of={beyond.codes}
        />
      )}
      <Card title={own.when} id="when">
        <div className="flex flex-col gap-5">
          <div className="grid gap-5 sm:grid-cols-3">
            <TextField name="date" type="date" label={label.date} defaultValue={shown.date} error={fields.date} />
            <TextField name="start" type="time" label={label.start} defaultValue={shown.start} error={fields.start} />
            {fixedLength === null ? (
              <TextField
                name="minutes"
                inputMode="numeric"
                label={label.minutes}
                defaultValue={shown.minutes}
                error={fields.minutes}
                autoComplete="off"
              />
            ) : (
              <p className="self-end pb-2.5">{fixedLength}</p>
            )}
          </div>
          <p className="text-sm text-ink-soft">{own.startHint}</p>
          {fixedLength !== null && <p className="text-sm text-ink-soft">{own.anyHint}</p>}
          <TextAreaField
            name="note"
            label={own.note}
            hint={words.noteHint}
            rows={2}
            maxLength={1000}
            defaultValue={shown.note ?? ''}
            error={fields.note}
            optional
          />
        </div>
      </Card>
      {questions.length > 0 && (
        <Card title={own.questions} id="questions">
          <div className="flex flex-col gap-5">
            <p className="text-sm text-ink-soft">{own.questionsHint}</p>
            {questions.map((one) => (
              <QuestionField
                key={one.name}
                {...one}
                choose={words.choose}
                given={values[one.name]}
                error={fields[one.name]}
              />
            ))}
          </div>
        </Card>
      )}
      <Card title={words.who} id="who">
        <PatronFields
          shown={shown}
          errors={fields}
          words={{ ...words, tellHint: own.tellHint }}
          found={found}
          tells={isShownAgain ? values.tell === 'on' : true}
        />
      </Card>
      {(beyond.texts.length > 0 || asksAnyway) && (
        <Card>
          <div className="flex flex-col gap-5">
            {beyond.texts.length > 0 && (
              <Switch name="beyond" label={own.beyondTick} defaultChecked={values.beyond === 'on'} />
            )}
            {asksAnyway && (
              <>
                <Switch
                  name="anyway"
                  label={own.anyway}
                  hint={own.anywayHint}
                  defaultChecked={values.anyway === 'on'}
                />
                <TextField
                  name="reason"
                  label={own.reason}
                  maxLength={500}
                  defaultValue={values.reason ?? ''}
                  error={fields.reason}
                  optional
                />
              </>
            )}
          </div>
        </Card>
      )}
      <div>
        <SubmitButton name="act" value="book" pendingLabel={own.submitting}>
          {own.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
