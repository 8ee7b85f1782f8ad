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

const DONE = ['modeApp', 'modeDelegated'] as const;

/** `done`: what the address says was done; here only what is said in this card counts. */
type Props = { rooms: RoomsView; active: boolean; done?: string | undefined };

/** Two ways to the rooms' calendars, with what each costs and what it hangs on. */
export function RoomsCard({ rooms, active, done: given }: Props) {
  const [t, words] = [useTranslations('admin.integrations.rooms'), useTranslations('admin.integrations.done')];
  const done = DONE.find((one) => one === given);
  const { mode, possible, webhooks, links, slowed, asksTenant, tenant } = rooms;
  return (
    <Card title={t('title')} id="rooms">
      {done && (
        <div className="mb-4">
          <Notice kind="success">{words(done)}</Notice>
        </div>
      )}
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
