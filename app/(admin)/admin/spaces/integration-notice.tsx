import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';

type Props = {
  integration: 'missing' | 'inactive' | 'active';
  /** Else administrators do. */
  mayMend: boolean;
};

/** The yellow notice: without an active integration nothing here does anything. */
export function IntegrationNotice({ integration, mayMend }: Props) {
  const t = useTranslations('admin.spaces');
  if (integration === 'active') return null;
  return (
    <Notice
      kind="attention"
      still
      action={mayMend && <LinkButton href="/admin/integrations">{t('toIntegrations')}</LinkButton>}
    >
      {t(integration)}
    </Notice>
  );
}
