import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { formatDateTime } from '@/lib/messages/format';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import type { PreflightView } from '@/lib/usecases/view-preflight';
import { activateAction } from '../actions';
import { CheckNotice } from '../check-notice';
import { Settings } from '../settings-card';
import { PreflightForm } from '../test/preflight-form';
import type { Chosen } from './chosen';
import { StepCard } from './step-card';
import { type Truth, Truths } from './truths';

type Props = {
  view: IntegrationView;
  test: PreflightView;
  chosen: Chosen;
  /** What was done here a moment ago. */
  done?: ReactNode;
};

/** Step 2: the values, a sign-in that proves them, and the switch. */
export function PasteStep({ view, test, chosen, done }: Props) {
  const [t, state] = [useTranslations('setup.guide'), useTranslations('admin.integrations.state')];
  const [links, result] = [useTranslations('setup.links'), useTranslations('setup.preflight')];
  const locale = useLocale();
  const { saved, steps, approvalUrl, timeZone } = view;
  const at = saved?.checkedAt ? formatDateTime(saved.checkedAt, { locale, timeZone }) : '';
  const hidden = { back: 'guide', rooms: chosen.rooms };
  const mayActivate = saved?.state === 'draft' || saved?.state === 'inactive';
  return (
    <StepCard id="paste" number={2} name={t('paste')} state={steps.activate}>
      {done && <div className="mb-5">{done}</div>}
      <p className="prose-width mb-5">{t('pasteLead')}</p>
      <CheckNotice view={view} />
      <div className="mt-5">
        <Settings saved={saved} suggested={{ accountType: chosen.type, cloud: chosen.cloud }} hidden={hidden} />
      </div>
      {approvalUrl && (
        <div className="mt-6 border-t border-line pt-4">
          <p className="prose-width mb-2">{t('approval')}</p>
          <CopyButton value={approvalUrl} label={t('copyApproval')} />
        </div>
      )}
      {saved && (
        <div className="mt-6 border-t border-line pt-4">
          <h3 className="mb-3 font-semibold">{links('test')}</h3>
          <PreflightForm room={test.last?.room ?? ''} again={test.last !== null} />
          {test.last && (
            <p className="mt-3">
              <LinkButton href="/admin/integrations/test" variant="secondary">
                {result('resultTitle')}
              </LinkButton>
            </p>
          )}
        </div>
      )}
      <Truths truths={[savedTruth(view, at, t), testedTruth(test, t), activeTruth(view, t)]} />
      {mayActivate && (
        <ActForm
          action={activateAction}
          hidden={hidden}
          problem={state('errorTitle')}
          className="mt-5 flex flex-col items-start gap-4"
        >
          <SubmitButton pendingLabel={state('activating')}>{state('activate')}</SubmitButton>
        </ActForm>
      )}
    </StepCard>
  );
}

type Words = ReturnType<typeof useTranslations<'setup.guide'>>;

function savedTruth({ saved }: IntegrationView, at: string, t: Words): Truth {
  if (!saved) return { words: t('true.saved_none'), outcome: 'open' };
  if (saved.checkOutcome === 'verified') return { words: t('true.saved_ok', { at }), outcome: 'passed' };
  if (saved.checkOutcome === 'not_testable') return { words: t('true.saved_unproven'), outcome: 'unknown' };
  if (saved.checkOutcome === null || saved.checkOutcome === 'unreachable')
    return { words: t('true.saved_unasked'), outcome: 'unknown' };
  return { words: t('true.saved_bad'), outcome: 'failed' };
}

function testedTruth({ last }: PreflightView, t: Words): Truth {
  if (!last) return { words: t('true.tested_none'), outcome: 'open' };
  if (last.state !== 'done') return { words: t('true.tested_open'), outcome: 'unknown' };
  return last.counts.failed === 0
    ? { words: t('true.tested_ok'), outcome: 'passed' }
    : { words: t('true.tested_bad'), outcome: 'failed' };
}

function activeTruth({ saved }: IntegrationView, t: Words): Truth {
  const isActive = saved?.state === 'active';
  return { words: t(isActive ? 'true.active_yes' : 'true.active_no'), outcome: isActive ? 'passed' : 'open' };
}
