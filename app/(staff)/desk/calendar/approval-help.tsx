import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';

type Props = {
  approval: MyCalendarView['approval'];
  /** The switches are on this page. */
  follows: boolean;
  open: boolean;
};

/** Which link is shown as the switch stands, by the checkbox itself: true where scripts do not run, too. */
const IF_WRITING = 'hidden group-has-[[name=writes]:checked]/calendar:flex';
const IF_READING = 'flex group-has-[[name=writes]:checked]/calendar:hidden';

/** For those who were stopped at Microsoft: the approval link, and the usual causes (entra-oauth §2.5, §2.6). */
export function ApprovalHelp({ approval, follows, open }: Props) {
  const t = useTranslations('desk.calendar');
  return (
    <Card>
      {approval && (
        <details open={open}>
          <summary className="min-h-6 cursor-pointer font-semibold">{t('approvalTitle')}</summary>
          <p className="prose-width mt-2">{t('approval')}</p>
          {follows ? (
            <>
              <ApprovalLink url={approval.writing} display={IF_WRITING} />
              <ApprovalLink url={approval.reading} display={IF_READING} />
            </>
          ) : (
            <ApprovalLink url={approval.asAsked} display="flex" />
          )}
        </details>
      )}
      <details className={approval ? 'mt-3' : undefined}>
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

function ApprovalLink({ url, display }: { url: string; display: string }) {
  const t = useTranslations('desk.calendar');
  return (
    <p className={`mt-3 flex-wrap items-start gap-3 ${display}`}>
      <code className="min-w-0 flex-1 basis-64 rounded-sm bg-sunken px-2 py-1 text-sm break-all">{url}</code>
      <CopyButton value={url} label={t('copyApproval')} />
    </p>
  );
}
