import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export type Crumb = { href: string; label: string };

type Props = {
  title: ReactNode;
  /** What one can do here, in a sentence. */
  lead?: ReactNode;
  /** The pages above this one, outermost first. */
  crumbs?: Crumb[];
  /** Beside the title: a state, a button. */
  aside?: ReactNode;
};

/** Where am I, and what can I do here: the top of every page, with its only h1. */
export function PageHeader({ title, lead, crumbs, aside }: Props) {
  const t = useTranslations('ui');
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4 in-data-framed:mb-5 print:mb-3 in-data-compact:sr-only">
      <div className="min-w-0">
        {crumbs && crumbs.length > 0 && (
          <nav aria-label={t('breadcrumbs')} className="mb-2 in-data-framed:hidden print:hidden">
            <ol className="flex flex-wrap gap-x-2 text-sm text-ink-soft">
              {crumbs.map(({ href, label }) => (
                <li key={href} className="flex gap-2">
                  <Link
                    href={href}
                    prefetch={false}
                    className="underline decoration-line-strong underline-offset-4 hover:text-accent"
                  >
                    {label}
                  </Link>
                  <span aria-hidden="true">/</span>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className="text-2xl break-words in-data-framed:text-xl print:text-xl">{title}</h1>
        {lead && <p className="prose-width mt-2 text-lg text-ink-soft print:mt-1 print:text-sm">{lead}</p>}
      </div>
      {aside && <div className="flex flex-wrap items-center gap-3">{aside}</div>}
    </header>
  );
}
