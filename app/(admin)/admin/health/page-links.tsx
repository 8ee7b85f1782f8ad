import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { type QueryParts, queryOf } from '@/app/_ui/query-of';

type Props = { path: string; page: number; pages: number; keep?: QueryParts };

/** Back and on between the pages of a long list; nothing where there is only one. */
export function PageLinks({ path, page, pages, keep = {} }: Props) {
  const t = useTranslations('health.pages');
  if (pages <= 1) return null;
  const to = (other: number) => `${path}${queryOf({ ...keep, page: other })}`;
  return (
    <nav aria-label={t('label')} className="flex flex-wrap items-center gap-4">
      {page > 1 && (
        <LinkButton href={to(page - 1)} variant="secondary" icon="arrow-left">
          {t('before')}
        </LinkButton>
      )}
      <span>{t('here', { page, pages })}</span>
      {page < pages && (
        <LinkButton href={to(page + 1)} variant="secondary" icon="arrow-right">
          {t('after')}
        </LinkButton>
      )}
    </nav>
  );
}
