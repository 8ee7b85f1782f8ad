import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { RenewPage } from '@/app/(staff)/renew-page';
import { formatDateTime } from '@/lib/messages/format';
import type { PreflightView } from '@/lib/usecases/view-preflight';
import { PageErrors } from './page-errors';
import { PreflightLines } from './preflight-lines';

/** What the last test read back, as far as it is known. */
export function PreflightResult({ view }: { view: PreflightView }) {
  const { last, timeZone, integration } = view;
  const [t, locale] = [useTranslations('setup.preflight'), useLocale()];
  if (!last) return null;
  const at = formatDateTime(last.finishedAt ?? last.startedAt, { locale, timeZone });
  const isAway = last.state === 'waiting' || (last.state === 'lost' && last.account === null);
  if (isAway)
    return (
      <Notice kind="attention" title={t(last.state === 'waiting' ? 'waiting' : 'lost')} still>
        <p>{t('waitingText')}</p>
        <PageErrors redirectUri={view.redirectUri} approvalUrl={view.approvalUrl} />
      </Notice>
    );
  return (
    <Card title={t('resultTitle')} id="result">
      <p className="prose-width">{last.account ? t('at', { at, account: last.account }) : t('nobody', { at })}</p>
      <p role="status" className="mt-1 font-medium">
        {t('counts', last.counts)}
      </p>
      <div className="my-4">
        {last.state === 'running' && (
          <Notice
            kind="info"
            title={t('running')}
            still
            action={
              <LinkButton href="/admin/integrations/test" variant="secondary" plain>
                {t('renew')}
              </LinkButton>
            }
          />
        )}
        {last.state === 'running' && <RenewPage />}
        {last.state === 'lost' && <Notice kind="attention" title={t('stuck')} still />}
        {last.state === 'done' && (
          <Notice
            kind={last.counts.failed === 0 ? 'success' : 'attention'}
            still
            action={
              last.counts.failed === 0 &&
              integration !== 'active' && (
                <LinkButton href="/admin/integrations/guide#paste" variant="primary">
                  {t('toActivate')}
                </LinkButton>
              )
            }
          >
            {t(last.counts.failed > 0 ? 'someFailed' : integration === 'active' ? 'allWellActive' : 'allWell')}
          </Notice>
        )}
      </div>
      <PreflightLines lines={last.lines} />
    </Card>
  );
}
