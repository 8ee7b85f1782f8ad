import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { ActForm } from '@/app/(staff)/act-form';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';
import { connectAction } from './actions';

/** Shown as the switches stand, by the checkbox itself: true where scripts do not run, too. */
const IF_WRITING = 'hidden group-has-[[name=writes]:checked]/connect:list-item';
const IF_READING = 'group-has-[[name=writes]:checked]/connect:hidden';

/** Before connecting: what will happen, what for, what exactly Microsoft will ask, and the one thing to do. */
export function ConnectCard({
  integration,
  wish,
  description,
}: Pick<MyCalendarView, 'integration' | 'wish' | 'description'>) {
  const own = useTranslations('setup.describe');
  const [t, words] = [useTranslations('desk.calendar'), useTranslations('myCalendar.connect')];
  const isActive = integration === 'active';
  return (
    <Card title={t('connectTitle')} id="connect">
      {description && (
        <div className="mb-5 border-l-4 border-line-strong pl-4">
          <h3 className="font-semibold">{own('from')}</h3>
          <p className="prose-width mt-1 whitespace-pre-line break-words">{description}</p>
        </div>
      )}
      <h3 className="font-semibold">{t('willTitle')}</h3>
      <ol className="prose-width mt-1 list-decimal pl-6">
        {(['microsoft', 'back', 'write', 'read', 'end'] as const).map((step) => (
          <li key={step}>{t(`will.${step}`)}</li>
        ))}
      </ol>
      <ActForm action={connectAction} problem={t('errorTitle')} className="group/connect mt-5 flex flex-col gap-5">
        {isActive && (
          <fieldset className="flex max-w-xl flex-col gap-4">
            <legend className="mb-3 font-semibold">{words('what')}</legend>
            {(['writes', 'reads'] as const).map((name) => (
              <Switch
                key={name}
                name={name}
                label={t(name)}
                hint={words(`${name}Hint`)}
                onLabel={t('on')}
                offLabel={t('off')}
                defaultChecked={wish?.[name] ?? true}
              />
            ))}
          </fieldset>
        )}
        <div>
          <h3 className="font-semibold">{t('permissionsTitle')}</h3>
          <ul className="prose-width mt-1 list-disc pl-6">
            <li className={isActive ? IF_WRITING : undefined}>
              <code className="break-all">Calendars.ReadWrite</code>: {t('permissions.calendarsReadWrite')}
            </li>
            {isActive && (
              <li className={IF_READING}>
                <code className="break-all">Calendars.Read</code>: {words('calendarsRead')}
              </li>
            )}
            <li>
              <code className="break-all">User.Read</code>, <code>openid</code>, <code>profile</code>:{' '}
              {t('permissions.userRead')}
            </li>
            <li>
              <code className="break-all">offline_access</code>: {t('permissions.offlineAccess')}
            </li>
          </ul>
        </div>
        {isActive && (
          <div>
            <SubmitButton icon="link" pendingLabel={t('connecting')}>
              {t('connect')}
            </SubmitButton>
          </div>
        )}
      </ActForm>
    </Card>
  );
}
