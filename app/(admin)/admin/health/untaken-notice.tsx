import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import type { UntakenWebhooks } from '@/lib/usecases/view-untaken-webhooks';

/** Other programs that do not take what they are told; nothing where all do. */
export function UntakenNotice({ untaken: { programs, waiting, failed } }: { untaken: UntakenWebhooks }) {
  const t = useTranslations('tending.webhooks');
  if (programs === 0) return null;
  return (
    <Notice
      kind="attention"
      title={t('untaken', { count: programs })}
      action={<LinkButton href="/admin/api/webhooks">{t('look')}</LinkButton>}
      still
    >
      {t('text', { waiting, failed })}
    </Notice>
  );
}
