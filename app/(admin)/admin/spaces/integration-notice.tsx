import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';

/** The yellow notice: without an active integration nothing here does anything. */
export function IntegrationNotice({ integration }: { integration: 'missing' | 'inactive' | 'active' }) {
  const t = useTranslations('admin.spaces');
  if (integration === 'active') return null;
  return (
    <Notice kind="attention" still action={<LinkButton href="/admin/integrations">{t('toIntegrations')}</LinkButton>}>
      {t(integration)}
    </Notice>
  );
}
