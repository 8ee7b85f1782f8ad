import { useTranslations } from 'next-intl';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';

/** For staff whom no patron can meet yet. */
export function NoPage({ title }: { title: string }) {
  const t = useTranslations('appointmentAdmin.kinds');
  return (
    <>
      <PageHeader title={title} />
      <EmptyState title={t('noPageTitle')}>{t('noPage')}</EmptyState>
    </>
  );
}
