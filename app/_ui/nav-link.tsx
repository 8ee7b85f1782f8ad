'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

type Props = {
  href: string;
  /** Beside the address, as `queryOf` says it: what the next page is to be about as well. */
  query?: string;
  /** Pages below this one that have links of their own beside it. */
  except?: readonly string[];
  children: ReactNode;
};

/** A link of the main navigation that knows when it leads to where the visitor already is. */
export function NavLink({ href, query = '', except = [], children }: Props) {
  const path = usePathname();
  const isBelow =
    path.startsWith(`${href}/`) && !except.some((other) => path === other || path.startsWith(`${other}/`));
  const current = path === href ? 'page' : isBelow ? 'true' : undefined;
  return (
    <Link
      href={`${href}${query}`}
      // Each page is made per request, so fetching all of them ahead would cost the library more than it gains readers.
      prefetch={false}
      aria-current={current}
      className="inline-flex min-h-11 items-center border-b-2 border-transparent px-1 forced-colors:border-[Canvas] forced-colors:aria-[current]:border-[Highlight] font-medium text-ink-soft no-underline hover:border-line-strong hover:text-ink aria-[current]:border-accent aria-[current]:text-accent"
    >
      {children}
    </Link>
  );
}
