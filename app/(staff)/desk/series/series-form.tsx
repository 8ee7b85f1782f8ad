'use client';

import { useActionState } from 'react';
import { Card } from '@/app/_ui/card';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { BlockFields } from './block-fields';
import { BookFields } from './book-fields';
import type { SeriesFormWords } from './form-words';
import { lookAction } from './look-action';
import { PatronFields } from './patron-fields';
import { RepeatFields } from './repeat-fields';

export type SpaceChoices = { id: number; name: string; spaces: { value: string; label: string }[] }[];

type Props = {
  kind: 'book' | 'block';
  locations: SpaceChoices;
  initial: Record<string, string>;
  words: SeriesFormWords;
};

/** Books for somebody, or blocks time: once or by a rule. Works without scripts. */
export function SeriesForm({ kind, locations, initial, words }: Props) {
  const [{ message, fields, values, found }, submit] = useActionState(lookAction, { ...NO_PROBLEM, found: null });
  const isShownAgain = Object.keys(values).length > 0;
  const shown = isShownAgain ? values : initial;
  const parts = { shown, errors: fields, words };
  return (
    <form
      action={submit}
      // What was typed stays when the answer is no: React would empty the form.
      onReset={(event) => event.preventDefault()}
      noValidate
      className="group/series flex max-w-3xl flex-col gap-6"
    >
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="asked" value={values.asked ?? ''} />
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({
          id,
          message: [words.label[id], text].filter(Boolean).join(': '),
        }))}
      />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      <Card title={words.what} id="what">
        {kind === 'book' ? (
          <BookFields {...parts} locations={locations} />
        ) : (
          <BlockFields {...parts} locations={locations} />
        )}
      </Card>
      <Card>
        <RepeatFields {...parts} />
      </Card>
      {kind === 'book' && (
        <Card title={words.who} id="who">
          <PatronFields {...parts} found={found} tells={isShownAgain ? values.tell === 'on' : true} />
        </Card>
      )}
      <div>
        <SubmitButton name="act" value="look" pendingLabel={words.going}>
          {words.go}
        </SubmitButton>
      </div>
    </form>
  );
}
