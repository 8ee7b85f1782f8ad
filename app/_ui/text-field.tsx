import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { controlClass, describedBy, Field, type FieldProps } from './field';

type Props = FieldProps & Omit<ComponentProps<'input'>, keyof FieldProps | 'className'> & { mono?: boolean };

/** One line of text. `mono` for ids and addresses, where each letter counts. */
export function TextField({ id, name, label, hint, error, optional, mono, type = 'text', ...rest }: Props) {
  const controlId = id ?? name;
  return (
    <Field id={controlId} label={label} hint={hint} error={error} optional={optional}>
      <input
        id={controlId}
        name={name}
        type={type}
        required={!optional}
        className={classNames(controlClass, mono && 'font-mono text-sm')}
        {...describedBy(controlId, hint, error)}
        {...rest}
      />
    </Field>
  );
}
