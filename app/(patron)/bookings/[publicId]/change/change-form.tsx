'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import type { FormState } from '../../../form-state';
import { Terms, type TermsWords } from '../../../terms';

type Menu = { choices: Choice[]; value: string };

/** Of an appointment whose time was chosen on the way here: what is left to choose. */
type NamedMenu = Menu & { name: 'minutes' | 'placeId'; label: string };

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  given: Record<string, string>;
  /** Either start and length, or a period; none: only the words can be changed. */
  times: { start: Menu; minutes: Menu } | { period: Menu } | null;
  menus?: NamedMenu[];
  note: string;
  /** Null: no names at the door there. */
  nickname: { value: string; label: string; hint: string } | null;
  terms: TermsWords | null;
  words: Record<'start' | 'length' | 'period' | 'note' | 'problem' | 'submit' | 'saving', string>;
};

const BLANK: FormState = { message: null, fields: {}, values: {} };
const OWN = ['start', 'minutes', 'period', 'placeId', 'note', 'nickname', 'terms'];

/** The new time and the words of a booking. Works without scripts: then the page comes back with what was wrong. */
export function ChangeForm({ action, given, times, menus = [], note, nickname, terms, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, BLANK);
  const errors = Object.entries(fields).map(([id, problem]) => ({
    id: OWN.includes(id) ? id : 'change-form',
    message: problem,
  }));
  const menu = (name: 'start' | 'minutes' | 'period' | 'placeId', label: string, { choices, value }: Menu) => (
    // The key: React forgets what was chosen in a menu once its form was sent.
    <SelectField
      key={`${name} ${values[name] ?? value}`}
      name={name}
      label={label}
      choices={choices}
      defaultValue={values[name] ?? value}
      error={fields[name]}
    />
  );
  return (
    <form id="change-form" action={submit} noValidate className="flex flex-col gap-5">
      {Object.entries(given).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={errors} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      {times && (
        <div className="grid gap-5 sm:grid-cols-2">
          {'period' in times ? (
            menu('period', words.period, times.period)
          ) : (
            <>
              {menu('start', words.start, times.start)}
              {menu('minutes', words.length, times.minutes)}
            </>
          )}
        </div>
      )}
      {menus.length > 0 && (
        <div className="grid gap-5 sm:grid-cols-2">{menus.map((one) => menu(one.name, one.label, one))}</div>
      )}
      {nickname && (
        <TextField
          name="nickname"
          label={nickname.label}
          hint={nickname.hint}
          optional
          maxLength={40}
          defaultValue={values.nickname ?? nickname.value}
          error={fields.nickname}
        />
      )}
      <TextAreaField
        name="note"
        label={words.note}
        rows={2}
        optional
        defaultValue={values.note ?? note}
        error={fields.note}
      />
      {terms && <Terms {...terms} given={values.terms} error={fields.terms} />}
      <div>
        <SubmitButton pendingLabel={words.saving}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
