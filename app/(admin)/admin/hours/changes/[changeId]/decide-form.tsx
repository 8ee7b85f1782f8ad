'use client';

import { type ReactNode, useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { decideHoursAction } from '../../actions';

export type BookingChoice = { id: number; title: string; hint?: string; choices: Choice[] };

type Word =
  | ('all' | 'each' | 'keepAll' | 'keepHint' | 'moveAll' | 'moveHint' | 'cancelAll' | 'cancelHint')
  | ('otherwise' | 'otherwiseKeep' | 'otherwiseCancel' | 'words' | 'wordsHint')
  | ('manyOpen' | 'list' | 'choice' | 'choose' | 'save' | 'saving' | 'errorTitle');

type Props = {
  changeId: number;
  /** The bookings shown, with commas: one that is not among them was made meanwhile. */
  listed: string;
  bookings: BookingChoice[];
  words: Record<Word, string>;
  back: ReactNode;
};

/** More than these would hide what to do about them. */
const LISTED = 10;

/** One choice for all, or one for each. The list hides itself, by style alone, when it does not count. */
export function DecideForm({ changeId, listed, bookings, words, back }: Props) {
  const [{ message, fields, values }, submit] = useActionState(decideHoursAction, NO_PROBLEM);
  const problems = Object.entries(fields);
  const title = (id: string) => bookings.find((one) => `choice-${one.id}` === id)?.title ?? '';
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="group/decide flex flex-col gap-6"
    >
      <input type="hidden" name="changeId" value={changeId} />
      <input type="hidden" name="listed" value={listed} />
      <ErrorSummary
        errors={
          problems.length > LISTED
            ? [{ id: 'all', message: words.manyOpen }]
            : problems.map(([id, text]) => ({ id, message: `${title(id)} ${text}`.trim() }))
        }
      />
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      {bookings.length === 0 && <input type="hidden" name="all" value="keep" />}
      {bookings.length > 0 && (
        <>
          <RadioGroup
            name="all"
            label={words.all}
            error={fields.all}
            defaultValue={values.all ?? 'each'}
            choices={[
              { value: 'each', label: words.each },
              { value: 'keep', label: words.keepAll, hint: words.keepHint },
              { value: 'move', label: words.moveAll, hint: words.moveHint },
              { value: 'cancel', label: words.cancelAll, hint: words.cancelHint },
            ]}
          />
          <Bookings {...{ bookings, words, values, errors: fields }} />
          <div className="group-has-[#all-cancel:checked]/decide:hidden group-has-[#all-keep:checked]/decide:hidden">
            <RadioGroup
              name="otherwise"
              label={words.otherwise}
              defaultValue={values.otherwise ?? 'keep'}
              choices={[
                { value: 'keep', label: words.otherwiseKeep },
                { value: 'cancel', label: words.otherwiseCancel },
              ]}
            />
          </div>
          <div className="max-w-xl">
            <TextAreaField
              name="words"
              label={words.words}
              hint={words.wordsHint}
              error={fields.words}
              defaultValue={values.words ?? ''}
              maxLength={1000}
              optional
            />
          </div>
        </>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
        {back}
      </div>
    </form>
  );
}

type BookingsProps = Pick<Props, 'bookings' | 'words'> & Record<'values' | 'errors', Record<string, string>>;

function Bookings({ bookings, words, values, errors }: BookingsProps) {
  return (
    <section aria-labelledby="bookings" className="flex flex-col gap-3">
      <h2 id="bookings" className="text-xl">
        {words.list}
      </h2>
      <ul className="flex flex-col">
        {bookings.map(({ id, title, hint, choices }) => {
          const name = `choice-${id}`;
          return (
            <li key={id} className="border-t border-line py-4">
              <fieldset className="grid gap-x-8 gap-y-2 md:grid-cols-[1fr_22rem]">
                <legend className="float-left font-medium break-words">{title}</legend>
                <div className="clear-left md:clear-none group-has-[#all-cancel:checked]/decide:hidden group-has-[#all-keep:checked]/decide:hidden group-has-[#all-move:checked]/decide:hidden">
                  <SelectField
                    key={values[name]}
                    {...{ name, choices, hint }}
                    label={words.choice}
                    prompt={words.choose}
                    defaultValue={values[name] ?? ''}
                    error={errors[name]}
                  />
                </div>
              </fieldset>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
