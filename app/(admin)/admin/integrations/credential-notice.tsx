import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import type { CredentialsView } from '@/lib/usecases/view-credentials';

const WARN_DAYS = 60;

/** How long the secret or certificate still lasts, from 60 days before its end on, and whether a second one stands ready. */
export function CredentialNotice({ view: { current, next } }: { view: CredentialsView }) {
  const t = useTranslations('setup.credential');
  const { kind, daysLeft: days } = current;
  if (days === null)
    return (
      <Notice kind="info" still action={<Way to="secretExpiresOn">{t('toDate')}</Way>}>
        {t('noDate')}
      </Notice>
    );
  if (days > WARN_DAYS) return null;
  const isReady = next?.outcome === 'verified';
  const said = days < 0 ? t(`ended.${kind}`) : t(`end.${kind}`, { days });
  return (
    <Notice
      kind={isReady ? 'info' : 'attention'}
      title={said}
      still
      action={<Way to="credential">{t(next ? 'toSecond' : 'toAdd')}</Way>}
    >
      {t(isReady ? 'endReady' : 'endText')}
    </Notice>
  );
}

function Way({ to, children }: { to: string; children: string }) {
  return (
    <LinkButton href={`/admin/integrations#${to}`} variant="secondary">
      {children}
    </LinkButton>
  );
}
