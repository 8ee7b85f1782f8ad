import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';

type Props = { count: number; all: number; everything: string };

/** How many spaces a filter leaves: told when it changes, with the way back to all of them. */
export async function Shown({ count, all, everything }: Props) {
  const t = await getTranslations('finding.filter');
  const isFiltered = count < all;
  return (
    <>
      <p role="status" className={isFiltered ? 'mb-5 flex flex-wrap items-center gap-x-4' : 'sr-only'}>
        {t('shown', { count, all })}
        {isFiltered && count > 0 && (
          <Link
            href={everything}
            prefetch={false}
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
          >
            {t('clear')}
          </Link>
        )}
      </p>
      {count === 0 && (
        <EmptyState title={t('none.title')} action={<LinkButton href={everything}>{t('clear')}</LinkButton>}>
          {t('none.text')}
        </EmptyState>
      )}
    </>
  );
}
