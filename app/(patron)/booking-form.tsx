'use client';

import { useActionState } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { StartField } from '@/app/_ui/own-time/start-field';
import { RadioGroup } from '@/app/_ui/radio-group';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import type { FormState } from './form-state';
import { type AskedQuestion, QuestionField } from './question-field';
import { Terms, type TermsWords } from './terms';
import { Whom, type WhomProps } from './whom';

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** What is booked, and the time where it was chosen on the way here. */
  given: Record<string, string>;
  /** Where no time was chosen yet: starts by ISO instant, lengths by minutes. Either may be given alone. */
  starts?: Choice[];
  lengths?: Choice[];
  defaultStart?: string;
  defaultMinutes?: number;
  /** Where to meet, the first unless chosen; left out: nothing to choose. */
  where?: { label: string; choices: { value: string; label: string; hint?: string }[] };
  /** Whom to meet, where one may choose. */
  whom?: WhomProps;
  /** Signed-in people book as themselves. */
  isGuest: boolean;
  /** To accept, with the words around them. */
  terms?: TermsWords;
  /** A name for the door sign may be given, in these words. */
  nickname?: { label: string; hint: string };
  /** The library's own, with the words over a menu in which nothing is chosen. */
  questions?: { asked: AskedQuestion[]; choose: string };
  words: Record<
    'start' | 'length' | 'name' | 'email' | 'emailHint' | 'note' | 'problem' | 'submit' | 'submitting',
    string
  > & {
    /** Over what might do as well, where times are offered instead. */
    instead?: string;
  };
};

const BLANK: FormState = { message: null, fields: {}, values: {} };

/** Works without scripts as well: then the page comes back with what was typed and what was wrong. */
export function BookingForm(props: Props) {
  const { action, given, starts, lengths, defaultStart, defaultMinutes, where, whom, isGuest } = props;
  const { terms, nickname, questions, words } = props;
  const [{ message, fields, values, instead = [] }, submit] = useActionState(action, BLANK);
  // A time that came from the address bar has no field of its own to be marked.
  const shown = [
    starts && 'start',
    lengths && 'minutes',
    where && 'placeId',
    whom && 'with',
    isGuest && 'name',
    isGuest && 'email',
    'note',
  ];
  if (nickname) shown.push('nickname');
  if (terms) shown.push('terms');
  for (const { name } of questions?.asked ?? []) shown.push(name);
  const labels: Record<string, string | undefined> = {
    ...{ start: words.start, minutes: words.length, name: words.name, email: words.email, note: words.note },
    ...{ nickname: nickname?.label, terms: terms?.title, placeId: where?.label, with: whom?.label },
    ...Object.fromEntries((questions?.asked ?? []).map(({ name, label }) => [name, label])),
  };
  const marked = Object.entries(fields).map(([id, problem]) => ({
    id: shown.includes(id) ? id : 'booking-form',
    message: labels[id] ? `${labels[id]}: ${problem}` : problem,
  }));
  const start = values.start ?? defaultStart;
  const length = values.minutes ?? defaultMinutes?.toString();
  return (
    <form id="booking-form" action={submit} noValidate className="flex flex-col gap-5">
      {Object.entries(given).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={marked} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
          {instead.length > 0 && (
            <>
              <p className="mt-3 font-medium text-ink">{words.instead}</p>
              <ul className="mt-2 flex flex-wrap gap-2">
                {instead.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href} className={buttonClass('secondary', 'small')}>
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Notice>
      )}
      {(starts || lengths) && (
        <div className="grid gap-5 sm:grid-cols-2">
          {starts && (
            // The key: React forgets what was chosen in a menu once its form was sent.
            <StartField
              key={`start ${start}`}
              timeZone={given.timeZone ?? 'UTC'}
              name="start"
              label={words.start}
              choices={starts}
              defaultValue={start}
              error={fields.start}
            />
          )}
          {lengths && (
            <SelectField
              key={`length ${length}`}
              name="minutes"
              label={words.length}
              choices={lengths}
              defaultValue={length}
              error={fields.minutes}
            />
          )}
        </div>
      )}
      {where && (
        <RadioGroup
          key={`where ${values.placeId}`}
          name="placeId"
          label={where.label}
          choices={where.choices}
          defaultValue={values.placeId ?? where.choices[0]?.value}
          error={fields.placeId}
        />
      )}
      {whom && <Whom {...whom} given={values.with} error={fields.with} />}
      {isGuest && (
        <>
          <TextField
            name="name"
            label={words.name}
            autoComplete="name"
            defaultValue={values.name}
            error={fields.name}
          />
          <TextField
            name="email"
            type="email"
            label={words.email}
            hint={words.emailHint}
            autoComplete="email"
            defaultValue={values.email}
            error={fields.email}
          />
        </>
      )}
      {questions?.asked.map((one) => (
        <QuestionField
          key={one.name}
          {...one}
          choose={questions.choose}
          given={values[one.name]}
          error={fields[one.name]}
        />
      ))}
      {nickname && (
        <TextField
          name="nickname"
          label={nickname.label}
          hint={nickname.hint}
          optional
          maxLength={40}
          defaultValue={values.nickname}
          error={fields.nickname}
        />
      )}
      <TextAreaField name="note" label={words.note} rows={2} optional defaultValue={values.note} error={fields.note} />
      {terms && <Terms {...terms} given={values.terms} error={fields.terms} />}
      <div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
