import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { EndingFields } from '@/app/(staff)/ending-fields';
import { TwoSteps } from '@/app/(staff)/two-steps';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import { disconnectAction } from './actions';
import { DisconnectForm } from './disconnect-form';

/** The way out, with everything counted before it is taken. */
export function DisconnectCard({ ends, active }: { ends: IntegrationView['ends']; active: boolean }) {
  const [t, state] = [useTranslations('admin.integrations.disconnect'), useTranslations('admin.integrations.state')];
  return (
    <Card title={t('title')} id="disconnect">
      <TwoSteps open={t('open')}>
        <ul className="prose-width list-disc space-y-1 pl-5">
          <li>{t('ends', { connections: ends.connections, links: ends.links })}</li>
          <li>{t('people', { count: ends.people })}</li>
          <li>{t('rooms', { count: ends.rooms })}</li>
          <li>{t('queued', { count: ends.queued })}</li>
          <li>{t('stays', { count: ends.eventsThatStay })}</li>
          <li>{t('blocks', { count: ends.blocks })}</li>
          <li>{t('again')}</li>
          <li>{t('consent')}</li>
        </ul>
        <DisconnectForm
          action={disconnectAction}
          words={{
            ...{ title: state('errorTitle'), type: t('type', { name: ends.name }) },
            ...{ confirm: t('confirm'), pending: t('pending') },
          }}
        >
          <EndingFields id="disconnect" events={ends.eventsThatStay} blocks={ends.blocks} active={active} />
        </DisconnectForm>
      </TwoSteps>
    </Card>
  );
}
