import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { Notice } from '@/app/_ui/notice';
import { formatDateTime } from '@/lib/messages/format';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';

type Props = Pick<MyCalendarView, 'wish'> & { approvalUrl: string | null; timeZone: string };

/**
 * Microsoft sent this person back, perhaps to wait for an administrator: what to do until then, and that the way is free
 * once one has agreed. An approval in Microsoft's own portal is not told to anybody, so trying again is always possible.
 */
export function WaitingCard({ wish, approvalUrl, timeZone }: Props) {
  const [t, desk, locale] = [useTranslations('myCalendar.waiting'), useTranslations('desk.calendar'), useLocale()];
  const at = (moment: Date) => formatDateTime(moment, { locale, timeZone });
  if (wish?.approvedAt)
    return (
      <Notice kind="success" title={t('approvedTitle')} still>
        {t('approved', { time: at(wish.approvedAt) })}
      </Notice>
    );
  if (!wish?.refusedAt || !approvalUrl) return null;
  return (
    <Card title={t('title')} id="waiting">
      <p className="prose-width">{t('lead', { time: at(wish.refusedAt) })}</p>
      <ol className="prose-width mt-3 list-decimal space-y-1.5 pl-6">
        <li>{t('send')}</li>
        <li>{t('accept')}</li>
        <li>{t('again')}</li>
      </ol>
      <p className="mt-3 flex flex-wrap items-start gap-3">
        <code className="min-w-0 flex-1 basis-64 rounded-sm bg-sunken px-2 py-1 text-sm break-all">{approvalUrl}</code>
        <CopyButton value={approvalUrl} label={desk('copyApproval')} />
      </p>
      <p className="prose-width mt-3 text-sm text-ink-soft">{t('rules')}</p>
    </Card>
  );
}
