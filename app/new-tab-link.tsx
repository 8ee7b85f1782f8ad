import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Icon } from '@/app/_ui/icon';

type Props = { href: string; className?: string; children: ReactNode };

/** Out of the frame, to our own site in a window of its own, where visitors may sign in. */
export async function NewTabLink({ href, className, children }: Props) {
  const t = await getTranslations('embed');
  return (
    <a href={href} target="_blank" rel="noopener" className={className ?? 'text-link'}>
      {children}
      <span className="sr-only"> {t('opensNewTab')}</span>
      <Icon name="external" className="ml-1 inline align-[-0.125em]" />
    </a>
  );
}
