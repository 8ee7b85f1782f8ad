import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import { formatDateTime } from '@/lib/messages/format';
import { problemText } from '@/lib/messages/problem-text';
import { problemOfName } from '@/lib/microsoft-problems';
import type { IntegrationView } from '@/lib/usecases/view-integration';

/** What the last test said, unless all is well. */
export function CheckNotice({ view: { saved, timeZone } }: { view: IntegrationView }) {
  const [t, locale] = [useTranslations('admin.integrations'), useLocale()];
  const refusal = useTranslations('refusal');
  if (!saved || saved.state === 'disconnected') return null;
  const { checkOutcome, checkCode, checkedAt } = saved;
  if (!checkOutcome || checkOutcome === 'verified') return null;
  const problem = problemOfName(checkCode);
  const at = checkedAt ? formatDateTime(checkedAt, { locale, timeZone }) : '';
  return (
    <Notice kind={checkOutcome === 'not_testable' ? 'info' : 'attention'} title={t('check.title')} still>
      {problem
        ? `${problemText(problem, refusal)} ${t('check.code', { at, code: checkCode ?? '' })}`
        : t(`check.${checkOutcome}`, { at })}
    </Notice>
  );
}
