import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { controlClass, describedBy, Field, type FieldProps } from './field';

type Props = Omit<FieldProps, 'optional'> & {
  /** A value is stored already: it is never shown, and an empty field keeps it. */
  stored?: boolean;
  placeholder?: string;
};

/** A secret that can be written but never read back. */
export function SecretField({ id, name, label, hint, error, stored, placeholder }: Props) {
  const t = useTranslations('ui');
  const controlId = id ?? name;
  const help: ReactNode =
    hint || stored ? (
      <>
        {hint} {stored && t('secret.stored')}
      </>
    ) : null;
  return (
    <Field id={controlId} label={label} hint={help} error={error}>
      <input
        id={controlId}
        name={name}
        type="password"
        required={!stored}
        placeholder={stored ? '••••••••••••' : placeholder}
        // Password managers would offer to save it as the visitor's own.
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        spellCheck={false}
        className={classNames(controlClass, 'font-mono text-sm')}
        {...describedBy(controlId, help, error)}
      />
    </Field>
  );
}
