'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';
import { Icon, type IconName } from './icon';

type Props = {
  children: ReactNode;
  /** What is happening while the answer is awaited, such as "Saving…". */
  pendingLabel?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  /** Which of several buttons was pressed, sent with the form. */
  name?: string;
  value?: string;
  className?: string;
  /** There is nothing for it to do now: it says so, and keeps its place and the focus. */
  isOff?: boolean;
};

/** Sends the form it stands in, once: while the answer is awaited it says so and ignores further presses. */
export function SubmitButton({
  children,
  pendingLabel,
  variant = 'primary',
  size,
  icon,
  name,
  value,
  className,
  isOff,
}: Props) {
  const t = useTranslations('ui');
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || isOff || undefined}
      // Not `disabled`: that would throw the focus away while the person waits. Enter in a field presses it as well.
      onClick={(event) => (pending || isOff) && event.preventDefault()}
      className={buttonClass(variant, size, className)}
    >
      {pending ? <Icon name="clock" /> : icon && <Icon name={icon} />}
      <span aria-live="polite">{pending ? (pendingLabel ?? t('pending')) : children}</span>
    </button>
  );
}
