import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/app/_ui/button-class';

/** A choice as links, each to the same page otherwise: without scripts too, and to be kept as a bookmark. */
export function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label}>
      <p className="mb-1.5 text-sm text-ink-soft" aria-hidden="true">
        {label}
      </p>
      <ul className="flex flex-wrap gap-2">{children}</ul>
    </nav>
  );
}

type Props = {
  href: string;
  isChosen: boolean;
  /** It leads to another part of the page, where the keyboard goes on. */
  plain?: boolean;
  children: ReactNode;
};

export function Choice({ href, isChosen, plain, children }: Props) {
  const shared = {
    href,
    'aria-current': isChosen ? ('true' as const) : undefined,
    className: buttonClass(isChosen ? 'primary' : 'secondary', 'normal', 'px-3'),
    children,
  };
  return <li>{plain ? <a {...shared} /> : <Link prefetch={false} {...shared} />}</li>;
}
