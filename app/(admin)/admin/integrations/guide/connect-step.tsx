import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import { type Chosen, takesRoomAccount } from './chosen';
import { StepCard } from './step-card';
import { Truths } from './truths';

/** Step 3: what activating alone does not do. */
export function ConnectStep({ view, chosen }: { view: IntegrationView; chosen: Chosen }) {
  const t = useTranslations('setup.guide');
  const { staff, staffAll, spaces, spacesAll } = view.connected;
  return (
    <StepCard id="connect" number={3} name={t('connect')} state={view.steps.connect}>
      <div className="prose-width flex flex-col gap-2">
        {chosen.rooms === 'app' && <p>{t(view.saved?.roomMode === 'app' ? 'appModeChosen' : 'appMode')}</p>}
        <p>{t('connectLead')}</p>
        {takesRoomAccount(chosen) && <p>{t('connectAccount')}</p>}
        <p>{t('connectStaff')}</p>
      </div>
      {view.steps.connect !== 'later' && (
        <p className="mt-4">
          <LinkButton href="/admin/spaces" variant={view.steps.connect === 'now' ? 'primary' : 'secondary'}>
            {t('toSpaces')}
          </LinkButton>
        </p>
      )}
      <Truths
        truths={[
          {
            words: t('true.spaces', { count: spaces, all: spacesAll }),
            outcome: spaces > 0 ? 'passed' : 'open',
          },
          { words: t('true.staff', { count: staff, all: staffAll }), outcome: staff > 0 ? 'passed' : 'open' },
        ]}
      />
    </StepCard>
  );
}
