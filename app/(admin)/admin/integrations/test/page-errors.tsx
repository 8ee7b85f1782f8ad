import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import type { MicrosoftProblem } from '@/lib/microsoft-problems';
import { MICROSOFT_PROBLEMS } from '@/lib/microsoft-problems';

/** Failures that stay on Microsoft's page: we never hear of them (entra-oauth §2.5). */
const THERE = [
  ...(['redirect_mismatch', 'unknown_application', 'unknown_tenant', 'other_organisation'] as const),
  ...(['not_assigned', 'access_policy', 'approval_needed', 'risky_application'] as const),
] satisfies MicrosoftProblem[];

type Props = { redirectUri: string; approvalUrl: string | null };

/** What Microsoft's pages stop with, by number, and what the remedies speak of, to be copied. */
export function PageErrors({ redirectUri, approvalUrl }: Props) {
  const [t, test] = [useTranslations('refusal.microsoft.problem'), useTranslations('setup.preflight')];
  const links = useTranslations('admin.integrations');
  return (
    <>
      <dl className="mt-2 flex flex-col gap-3">
        {THERE.map((problem) => (
          <div key={problem}>
            <dt className="font-medium">
              {MICROSOFT_PROBLEMS[problem].codes.map((code) => `AADSTS${code}`).join(', ')}: {t(`${problem}.cause`)}
            </dt>
            <dd>{t(`${problem}.remedy`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="basis-full">{test('redirect')}</span>
        <code className="break-all">{redirectUri}</code>
        <CopyButton value={redirectUri} label={links('settings.copyRedirect')} />
      </p>
      {approvalUrl && (
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="basis-full">{test('approval')}</span>
          <CopyButton value={approvalUrl} label={links('approval.copy')} />
        </p>
      )}
    </>
  );
}
