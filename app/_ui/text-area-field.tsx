import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { controlClass, describedBy, Field, type FieldProps } from './field';

type Props = FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps | 'className'>;

/** Several lines of text. */
export function TextAreaField({ id, name, label, hint, error, optional, rows = 4, ...rest }: Props) {
  const controlId = id ?? name;
  return (
    <Field id={controlId} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        id={controlId}
        name={name}
        rows={rows}
        required={!optional}
        className={classNames(controlClass, 'resize-y')}
        {...describedBy(controlId, hint, error)}
        {...rest}
      />
    </Field>
  );
}
