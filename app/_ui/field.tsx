import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from './icon';

export type FieldProps = {
  /** Becomes the id of the control, to which an error summary links. The name, unless two forms share a page. */
  id?: string;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do about it. */
  error?: ReactNode;
  /** Fields are required unless they say that they are not. */
  optional?: boolean;
};

/** The label above a control, its hint, and the error below, tied to it by `describedBy`. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: Omit<FieldProps, 'name'> & { children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="font-normal text-ink-soft"> ({t('optional')})</span>}
      </label>
      <Hint id={id}>{hint}</Hint>
      {children}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}

export function Hint({ id, children }: { id?: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div id={`${id}-hint`} className="prose-width text-sm text-ink-soft">
      {children}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-attention">
      <Icon name="error" className="mt-0.5" />
      <span>{children}</span>
    </div>
  );
}

/** The attributes that tie a control to its hint and error. */
export function describedBy(id: string, hint: ReactNode, error: ReactNode) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return { 'aria-describedby': ids.join(' ') || undefined, 'aria-invalid': error ? (true as const) : undefined };
}

/** How a control looks that is written into or chosen from. */
export const controlClass =
  'min-h-11 w-full rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink ' +
  'hover:border-ink aria-invalid:border-2 aria-invalid:border-attention disabled:bg-sunken disabled:text-ink-soft';
