import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import { formatDateTime } from '@/lib/messages/format';
import type { IntegrationView } from '@/lib/usecases/view-integration';

const WARN_DAYS = 60;

/** What the last test said, unless all is well, and how long the secret still lasts. */
export function CheckNotice({ view: { saved, timeZone } }: { view: IntegrationView }) {
  const [t, locale] = [useTranslations('admin.integrations'), useLocale()];
  if (!saved || saved.state === 'disconnected') return null;
  const { checkOutcome, checkedAt, daysLeft } = saved;
  const at = checkedAt ? formatDateTime(checkedAt, { locale, timeZone }) : '';
  return (
    <>
      {checkOutcome && checkOutcome !== 'verified' && (
        <Notice kind={checkOutcome === 'not_testable' ? 'info' : 'attention'} title={t('check.title')} still>
          {t(`check.${checkOutcome}`, { at })}
        </Notice>
      )}
      {daysLeft !== null && daysLeft <= WARN_DAYS && (
        <Notice kind="attention" still>
          {daysLeft < 0 ? t('secretEnded') : t('secretEnds', { days: daysLeft })}
        </Notice>
      )}
    </>
  );
}
