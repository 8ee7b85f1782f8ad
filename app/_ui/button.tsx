import type { ComponentProps } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';
import { Icon, type IconName } from './icon';

type Props = ComponentProps<'button'> & { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName };

/** A deed on this page. One primary button a page: the thing to do next. */
export function Button({ variant, size, icon, className, children, type = 'button', ...rest }: Props) {
  return (
    <button type={type} className={buttonClass(variant, size, className)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
