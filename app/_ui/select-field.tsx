import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { controlClass, describedBy, Field, type FieldProps } from './field';
import { Icon } from './icon';

export type Choice = { value: string; label: string; disabled?: boolean };

type Props = FieldProps &
  Omit<ComponentProps<'select'>, keyof FieldProps | 'className' | 'children'> & {
    choices: Choice[];
    /** Shown first, for nothing chosen yet. */
    prompt?: string;
  };

/** One of a list, as the system's own menu. */
export function SelectField({ id, name, label, hint, error, optional, choices, prompt, ...rest }: Props) {
  const controlId = id ?? name;
  return (
    <Field id={controlId} label={label} hint={hint} error={error} optional={optional}>
      <span className="relative block">
        <select
          id={controlId}
          name={name}
          required={!optional}
          className={classNames(controlClass, 'appearance-none pr-10')}
          {...describedBy(controlId, hint, error)}
          {...rest}
        >
          {prompt !== undefined && <option value="">{prompt}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} disabled={choice.disabled}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2" />
      </span>
    </Field>
  );
}
