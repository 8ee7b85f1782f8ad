import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';

/** For those who were stopped at Microsoft: the approval link, and the usual causes (entra-oauth §2.5, §2.6). */
export function ApprovalHelp({ approvalUrl, open }: { approvalUrl: string | null; open: boolean }) {
  const t = useTranslations('desk.calendar');
  return (
    <Card>
      {approvalUrl && (
        <details open={open}>
          <summary className="min-h-6 cursor-pointer font-semibold">{t('approvalTitle')}</summary>
          <p className="prose-width mt-2">{t('approval')}</p>
          <p className="mt-3 flex flex-wrap items-start gap-3">
            <code className="min-w-0 flex-1 basis-64 rounded-sm bg-sunken px-2 py-1 text-sm break-all">
              {approvalUrl}
            </code>
            <CopyButton value={approvalUrl} label={t('copyApproval')} />
          </p>
        </details>
      )}
      <details className={approvalUrl ? 'mt-3' : undefined}>
        <summary className="min-h-6 cursor-pointer font-semibold">{t('causesTitle')}</summary>
        <ul className="prose-width mt-2 list-disc pl-6">
          {(['account', 'redirect', 'assigned'] as const).map((cause) => (
            <li key={cause}>{t(`causes.${cause}`)}</li>
          ))}
        </ul>
      </details>
    </Card>
  );
}
