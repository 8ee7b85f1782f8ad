'use client';

import { useActionState } from 'react';
import { CheckGroup } from '@/app/_ui/check-group';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { FeatureIcon } from '@/app/_ui/feature-icon';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Choice = { value: string; label: string; hint?: string; icon?: string };

/** One control of a form of the catalogue. `checks` hold several values, with commas between them. */
export type FormField = {
  kind: 'line' | 'number' | 'text' | 'select' | 'radio' | 'switch' | 'checks' | 'heading';
  name: string;
  label: string;
  value?: string;
  hint?: string;
  optional?: boolean;
  choices?: Choice[];
};

type Props = {
  action: Act;
  fields: FormField[];
  hidden?: Record<string, string | number>;
  words: { save: string; saving: string; problem: string };
  /** Several forms may share a page: their controls' ids begin with it. */
  id?: string;
  variant?: 'primary' | 'secondary';
};

/** The forms of the catalogue are many and alike: what they ask for is data. They need no scripts. */
export function CatalogueForm({ action, fields, hidden = {}, words, id = '', variant = 'primary' }: Props) {
  const [state, submit] = useActionState(action, NO_PROBLEM);
  const shown = fields.filter(({ name }) => state.fields[name]);
  const elsewhere = Object.keys(state.fields).filter((name) => !fields.some((field) => field.name === name));
  const message = state.message ?? elsewhere.map((name) => state.fields[name]).join(' ');
  const wasSent = Object.keys(state.values).length > 0;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-2xl flex-col gap-5"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary
        errors={shown.map(({ name, label }) => ({ id: `${id}${name}`, message: `${label}: ${state.fields[name]}` }))}
      />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      {fields.map((field) => (
        <Control
          key={field.name}
          field={field}
          id={`${id}${field.name}`}
          value={wasSent ? (state.values[field.name] ?? '') : (field.value ?? '')}
          error={state.fields[field.name]}
        />
      ))}
      <div>
        <SubmitButton pendingLabel={words.saving} variant={variant}>
          {words.save}
        </SubmitButton>
      </div>
    </form>
  );
}

type ControlProps = { field: FormField; id: string; value: string; error: string | undefined };

function Control({ field: { kind, name, label, hint, optional, choices = [] }, id, value, error }: ControlProps) {
  const shared = { id, name, label, hint, error };
  switch (kind) {
    case 'heading':
      return <h3 className="mt-2 border-t border-line pt-5 text-lg font-semibold">{label}</h3>;
    case 'line':
      return <TextField {...shared} optional={optional} defaultValue={value} autoComplete="off" />;
    case 'number':
      return (
        <div className="max-w-xs">
          <TextField {...shared} optional={optional} defaultValue={value} inputMode="numeric" autoComplete="off" />
        </div>
      );
    case 'text':
      return <TextAreaField {...shared} optional={optional} defaultValue={value} rows={3} />;
    case 'select':
      return <SelectField {...shared} optional={optional} choices={choices} defaultValue={value} />;
    case 'radio':
      return <RadioGroup {...shared} optional={optional} choices={choices} defaultValue={value} />;
    case 'switch':
      return <Switch {...shared} defaultChecked={value === 'on'} />;
    case 'checks':
      return (
        <CheckGroup
          {...shared}
          choices={choices.map(({ value: one, label: text, icon }) => ({
            value: one,
            label: (
              <>
                {icon && <FeatureIcon name={icon} />}
                {text}
              </>
            ),
          }))}
          defaultValues={value.split(',')}
        />
      );
  }
}
