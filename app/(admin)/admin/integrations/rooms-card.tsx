import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { ActForm } from '@/app/(staff)/act-form';
import type { RoomsView } from '@/lib/usecases/view-integration';
import { roomModeAction } from './actions';
import { ScopeCommands } from './scope-commands';

type Props = { rooms: RoomsView; active: boolean };

/** Two ways to the rooms' calendars, with what each costs and what it hangs on. */
export function RoomsCard({ rooms, active }: Props) {
  const t = useTranslations('admin.integrations.rooms');
  const { mode, possible, webhooks, links, slowed, asksTenant, tenant } = rooms;
  return (
    <Card title={t('title')} id="rooms">
      <p className="prose-width">{t('lead')}</p>
      {!possible && (
        <div className="mt-4">
          <Notice kind="info" still>
            {t('notPossible')}
          </Notice>
        </div>
      )}
      <ActForm
        action={roomModeAction}
        problem={t('errorTitle')}
        className="group/rooms mt-5 flex flex-col items-start gap-5"
      >
        <RadioGroup
          name="roomMode"
          label={t('choose')}
          defaultValue={mode}
          choices={[
            { value: 'delegated', label: t('delegated'), hint: t('delegatedHint') },
            { value: 'app', label: t('app'), hint: t('appHint'), disabled: !possible },
          ]}
        />
        {asksTenant && possible && (
          <div className="hidden w-full max-w-xl group-has-[input[value=app]:checked]/rooms:block">
            <TextField
              id="rooms-tenant"
              name="tenant"
              label={t('tenant')}
              hint={t('tenantHint')}
              defaultValue={tenant ?? ''}
              mono
              autoComplete="off"
              spellCheck={false}
              optional
            />
          </div>
        )}
        {active ? (
          <SubmitButton variant="secondary" pendingLabel={t('saving')}>
            {t('save')}
          </SubmitButton>
        ) : (
          <p className="text-sm text-ink-soft">{t('activateFirst')}</p>
        )}
      </ActForm>
      <p className="prose-width mt-4 text-sm text-ink-soft">
        {t('links', links)} {t('stay')} {!webhooks && t('noWebhooks')}
      </p>
      {slowed !== null && possible && webhooks && (
        <p className="prose-width mt-2 text-sm text-ink-soft">{t('slowed', { count: slowed })}</p>
      )}
      {possible && <ScopeCommands clientId={rooms.clientId} open={mode === 'app' && links.app === 0} />}
    </Card>
  );
}
