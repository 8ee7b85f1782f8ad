import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { EndingFields } from '@/app/(staff)/ending-fields';
import { TwoSteps } from '@/app/(staff)/two-steps';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import { disconnectAction } from './actions';

/** The way out, with everything counted before it is taken. */
export function DisconnectCard({ ends, active }: { ends: IntegrationView['ends']; active: boolean }) {
  const t = useTranslations('admin.integrations.disconnect');
  return (
    <Card title={t('title')} id="disconnect">
      <TwoSteps open={t('open')}>
        <ul className="prose-width list-disc space-y-1 pl-5">
          <li>{t('ends', { connections: ends.connections, links: ends.links })}</li>
          <li>{t('stays', { count: ends.eventsThatStay })}</li>
          <li>{t('blocks', { count: ends.blocks })}</li>
          <li>{t('again')}</li>
          <li>{t('consent')}</li>
        </ul>
        <ActForm action={disconnectAction} problem={t('title')} className="flex flex-col items-start gap-4">
          <EndingFields id="disconnect" events={ends.eventsThatStay} blocks={ends.blocks} active={active} />
          <SubmitButton variant="danger" pendingLabel={t('pending')}>
            {t('confirm')}
          </SubmitButton>
        </ActForm>
      </TwoSteps>
    </Card>
  );
}
