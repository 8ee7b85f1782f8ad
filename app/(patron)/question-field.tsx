import { CheckGroup } from '@/app/_ui/check-group';
import { FieldError, Hint } from '@/app/_ui/field';
import { SelectField } from '@/app/_ui/select-field';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import type { Question } from '@/lib/question';

/** One question of the library's own, as a booking form asks it. `name` is also the id that a problem leads to. */
export type AskedQuestion = Omit<Question, 'id'> & { name: string };

type Props = AskedQuestion & {
  /** What was said before the form came back; several choices with a line each. */
  given: string | undefined;
  error: string | undefined;
  /** On top of a menu in which nothing is chosen yet. */
  choose: string;
};

/** Needs no scripts. Keys: React forgets what was chosen once its form was sent. */
export function QuestionField({ kind, name, label, help, choices, required, given = '', error, choose }: Props) {
  const shared = { name, label, hint: help || undefined, error };
  const optional = !required;
  switch (kind) {
    case 'line':
      return <TextField {...shared} optional={optional} maxLength={200} defaultValue={given} />;
    case 'text':
      return <TextAreaField {...shared} optional={optional} rows={3} maxLength={2000} defaultValue={given} />;
    case 'choice':
      return (
        <SelectField
          {...shared}
          key={given}
          optional={optional}
          choices={[{ value: '', label: choose }, ...choices.map((one) => ({ value: one, label: one }))]}
          defaultValue={given}
        />
      );
    case 'several':
      return (
        <CheckGroup
          {...shared}
          key={given}
          optional={optional}
          choices={choices.map((one) => ({ value: one, label: one }))}
          defaultValues={given.split('\n')}
        />
      );
    case 'yes':
      return <Tick key={given} {...{ name, label, help, optional, error }} isTicked={given === 'on'} />;
  }
}

type TickProps = { name: string; label: string; help: string; optional: boolean; error?: string; isTicked: boolean };

function Tick({ name, label, help, optional, error, isTicked }: TickProps) {
  const about = [help && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1.5">
      <label className="flex min-h-11 items-center gap-3 font-medium">
        <input
          id={name}
          type="checkbox"
          name={name}
          required={!optional}
          defaultChecked={isTicked}
          aria-invalid={error ? true : undefined}
          aria-describedby={about || undefined}
          className="size-5 shrink-0 accent-accent"
        />
        {label}
      </label>
      <Hint id={name}>{help}</Hint>
      <FieldError id={name}>{error}</FieldError>
    </div>
  );
}
