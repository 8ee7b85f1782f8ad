'use client';

import { usePathname } from 'next/navigation';
import { useId, useState } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import { NavLink } from './nav-link';

export type NavGroup = { title: string; links: { href: string; label: string }[] };

/**
 * Many ways to go, in named groups side by side. On a narrow screen they stand behind one button that says where one is;
 * pages without scripts show them all.
 */
export function GroupedNav({ label, groups }: { label: string; groups: NavGroup[] }) {
  const [path, id] = [usePathname(), useId()];
  // Open for the page on which it was opened: whoever goes on sees the next page, not the ways to it.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const isOpen = openOn === path;
  const all = groups.flatMap(({ links }) => links);
  /** Pages below one that have links of their own beside it. */
  const below = (href: string) => all.map((link) => link.href).filter((other) => other.startsWith(`${href}/`));
  const isAt = (href: string) => path === href || path.startsWith(`${href}/`);
  const here = all.find(({ href }) => isAt(href) && !below(href).some(isAt));
  return (
    <nav aria-label={label} className="mb-8 border-b border-line pb-2 lg:pb-0 print:hidden">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpenOn(isOpen ? null : path)}
        className="flex min-h-11 w-full items-center justify-between gap-3 rounded-md border border-line-strong bg-surface px-4 font-medium hover:bg-sunken lg:hidden noscript:hidden"
      >
        <span className="min-w-0 truncate">{here ? `${label}: ${here.label}` : label}</span>
        <Icon name="chevron-down" className={isOpen ? 'rotate-180' : undefined} />
      </button>
      <div
        id={id}
        className={classNames(
          'mt-2 flex flex-wrap gap-x-8 gap-y-3 lg:mt-0',
          !isOpen && 'max-lg:[@media(scripting:enabled)]:hidden',
        )}
      >
        {groups.map(({ title, links }, place) => (
          <div key={title} className="w-full lg:w-auto">
            <p id={`${id}-${place}`} className="text-sm text-ink-soft">
              {title}
            </p>
            <ul aria-labelledby={`${id}-${place}`} className="-mx-1 flex flex-wrap gap-x-3">
              {links.map(({ href, label: name }) => (
                <li key={href}>
                  <NavLink href={href} except={below(href)}>
                    {name}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}
