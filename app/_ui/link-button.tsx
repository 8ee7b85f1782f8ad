import Link from 'next/link';
import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';
import { Icon, type IconName } from './icon';

type Props = {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  className?: string;
  children: ReactNode;
  /** A plain link: for addresses that answer with a redirect elsewhere or a file. */
  plain?: boolean;
};

/** A way to another page that looks like the next thing to do. */
export function LinkButton({ href, variant, size, icon, className, children, plain }: Props) {
  const Anchor = plain ? 'a' : Link;
  return (
    <Anchor href={href} className={buttonClass(variant, size, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </Anchor>
  );
}
