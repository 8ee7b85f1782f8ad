import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Progress } from '@/app/_ui/progress';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { CalendarHealth, CheckView } from '@/lib/usecases/view-calendar-health';
import { askAction, tendAction } from './actions';
import { CheckAnswer } from './check-answer';

type Props = Pick<CalendarHealth, 'row' | 'checks' | 'timeZone'> & { isActive: boolean };

/** Questions that Microsoft itself answers: what would reading everything change, and do its notifications reach us. */
export function ChecksCard({ row, checks, timeZone, isActive }: Props) {
  const t = useTranslations('health.checks');
  if (!isActive || row.state === 'closing') return null;
  const looked = checks.dry_run?.answer?.what === 'compared' ? checks.dry_run : null;
  return (
    <Card title={t('title')} id="checks">
      <div className="flex flex-col gap-8">
        <Check kind="dry_run" check={checks.dry_run} linkId={row.linkId} timeZone={timeZone}>
          {looked && row.state !== 'paused' && (
            <ActForm
              action={tendAction}
              hidden={{ linkId: row.linkId, act: 'resync' }}
              problem={t('problem')}
              className="flex flex-wrap items-center gap-x-4 gap-y-1"
            >
              <SubmitButton>{t('dry_run.go')}</SubmitButton>
              <span className="min-w-0 flex-1 basis-64 text-sm text-ink-soft">{t('dry_run.goHint')}</span>
            </ActForm>
          )}
        </Check>
        <Check
          kind="webhook"
          check={checks.webhook}
          linkId={row.linkId}
          timeZone={timeZone}
          expected={row.whyPolled === 'delegated_room'}
        />
      </div>
    </Card>
  );
}

type CheckProps = {
  kind: 'dry_run' | 'webhook';
  check: CheckView | null;
  linkId: number;
  timeZone: string;
  expected?: boolean;
  children?: ReactNode;
};

function Check({ kind, check, linkId, timeZone, expected = false, children }: CheckProps) {
  const t = useTranslations('health.checks');
  return (
    <section aria-labelledby={`check-${kind}`} className="flex flex-col gap-3">
      <h3 id={`check-${kind}`} className="text-lg font-semibold">
        {t(`${kind}.title`)}
      </h3>
      <p className="prose-width">{t(`${kind}.text`)}</p>
      {check?.state === 'waiting' ? (
        <div className="flex flex-wrap items-center gap-4">
          <div className="min-w-48 flex-1">
            <Progress label={t('waiting')} />
          </div>
          <LinkButton href={`/admin/health/${linkId}`} variant="quiet">
            {t('look')}
          </LinkButton>
        </div>
      ) : (
        <ActForm action={askAction} hidden={{ linkId, check: kind }} problem={t('problem')}>
          <SubmitButton variant="secondary" pendingLabel={t('asking')}>
            {t(check ? `${kind}.again` : `${kind}.ask`)}
          </SubmitButton>
        </ActForm>
      )}
      {check && check.state !== 'waiting' && <CheckAnswer check={check} timeZone={timeZone} expected={expected} />}
      {children}
    </section>
  );
}
