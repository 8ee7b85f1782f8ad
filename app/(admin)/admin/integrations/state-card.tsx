import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import { activateAction, deactivateAction } from './actions';

type State = 'none' | NonNullable<IntegrationView['saved']>['state'];

const TONES: Record<State, Tone> = {
  none: 'off',
  draft: 'waiting',
  active: 'ok',
  inactive: 'off',
  disconnected: 'off',
};

/** Active or not is a control of its own: saving settings never switches anything on or off. */
export function StateCard({ view: { saved, ends, connected } }: { view: IntegrationView }) {
  const t = useTranslations('admin.integrations');
  const state: State = saved?.state ?? 'none';
  return (
    <Card title={t('state.title')} id="state" aside={<Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>}>
      <p className="prose-width">
        {state === 'inactive'
          ? t('state.inactiveText', { connections: ends.connections, links: ends.links })
          : t(`state.${state}Text`)}
      </p>
      {state === 'active' && connected.waiting > 0 && (
        <div className="mt-4">
          <Notice
            kind="attention"
            still
            action={<LinkButton href="/admin/health/accounts">{t('state.toAccounts')}</LinkButton>}
          >
            {t('state.waiting', { count: connected.waiting })}
          </Notice>
        </div>
      )}
      {(state === 'draft' || state === 'inactive') && (
        <ActForm
          action={activateAction}
          problem={t('state.errorTitle')}
          className="mt-5 flex flex-col items-start gap-4"
        >
          <SubmitButton pendingLabel={t('state.activating')}>{t('state.activate')}</SubmitButton>
        </ActForm>
      )}
      {state === 'active' && (
        <ActForm
          action={deactivateAction}
          problem={t('state.errorTitle')}
          className="mt-5 flex flex-col items-start gap-3"
        >
          <SubmitButton variant="secondary" icon="pause">
            {t('state.deactivate')}
          </SubmitButton>
          <p className="prose-width text-sm text-ink-soft">{t('state.deactivateText')}</p>
        </ActForm>
      )}
    </Card>
  );
}
