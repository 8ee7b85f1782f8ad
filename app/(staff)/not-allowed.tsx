import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';

/** Signed in, but not for this: who may, and what to do. */
export function NotAllowed({ name, who }: { name: string; who: 'admin' | 'staff' }) {
  const t = useTranslations('admin.notAllowed');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', { name, who })} />
      <div className="flex flex-wrap gap-3">
        <LinkButton href="/" variant="primary">
          {t('home')}
        </LinkButton>
        <LinkButton href="/sign-in">{t('other')}</LinkButton>
      </div>
    </>
  );
}
