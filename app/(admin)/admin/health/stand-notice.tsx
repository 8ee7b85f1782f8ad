import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import type { SyncView } from '@/lib/usecases/view-sync';
import type { WorkersView } from '@/lib/usecases/view-workers';

type Props = {
  integration: SyncView['integration'];
  workers: WorkersView;
  attention: number;
  /** Whoever looks may go to the integration. */
  mayMend: boolean;
};

/** The whole in a sentence: what stops everything comes first. */
export function StandNotice({ integration, workers, attention, mayMend }: Props) {
  const t = useTranslations('health.stand');
  if (integration !== 'active')
    return (
      <Notice
        kind="info"
        title={t(`off.${integration ?? 'draft'}`)}
        action={mayMend && <LinkButton href="/admin/integrations">{t('toIntegration')}</LinkButton>}
        still
      >
        {t('offText')}
      </Notice>
    );
  // The frame around every page says so, once it has lasted for a minute.
  if (workers.seen === 0) return null;
  if (attention > 0)
    return (
      <Notice kind="attention" title={t('attention', { count: attention })} still>
        {t('attentionText')}
      </Notice>
    );
  return (
    <Notice kind="success" title={t('well')} still>
      {t('wellText', { count: workers.seen })}
    </Notice>
  );
}
