import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { classNames } from '@/app/_ui/class-names';

type Props = { view: string | undefined; href: (view: string | null) => string };

/** The day as a grid or as a list, each with an address of its own. On a narrow screen it is a list anyway. */
export async function ViewSwitch({ view, href }: Props) {
  const t = await getTranslations('finding.view');
  const isList = view === 'list';
  const look =
    'inline-flex min-h-11 items-center border border-line-strong bg-surface px-4 font-medium text-ink no-underline hover:border-ink hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:text-accent-strong';
  return (
    <nav aria-label={t('label')} className="hidden md:flex">
      <Link
        href={href(null)}
        prefetch={false}
        aria-current={isList ? undefined : 'true'}
        className={classNames(look, 'rounded-l-md')}
      >
        {t('grid')}
      </Link>
      <Link
        href={href('list')}
        prefetch={false}
        aria-current={isList ? 'true' : undefined}
        className={classNames(look, '-ml-px rounded-r-md')}
      >
        {t('list')}
      </Link>
    </nav>
  );
}
