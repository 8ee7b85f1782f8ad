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

export function Choice({ href, isChosen, children }: { href: string; isChosen: boolean; children: ReactNode }) {
  return (
    <li>
      <Link
        prefetch={false}
        href={href}
        aria-current={isChosen ? 'true' : undefined}
        className={buttonClass(isChosen ? 'primary' : 'secondary', 'normal', 'px-3')}
      >
        {children}
      </Link>
    </li>
  );
}
