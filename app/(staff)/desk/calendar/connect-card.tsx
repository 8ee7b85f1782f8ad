import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { connectAction } from './actions';

const PERMISSIONS = [
  ['Calendars.ReadWrite', 'calendarsReadWrite'],
  ['User.Read', 'userRead'],
  ['offline_access', 'offlineAccess'],
] as const;

/** Before connecting: what will happen, what Microsoft will ask, and the one thing to do. */
export function ConnectCard({ integration }: { integration: 'missing' | 'inactive' | 'active' }) {
  const t = useTranslations('desk.calendar');
  return (
    <Card title={t('connectTitle')} id="connect">
      <h3 className="font-semibold">{t('willTitle')}</h3>
      <ol className="prose-width mt-1 list-decimal pl-6">
        {(['microsoft', 'back', 'write', 'read', 'end'] as const).map((step) => (
          <li key={step}>{t(`will.${step}`)}</li>
        ))}
      </ol>
      <h3 className="mt-5 font-semibold">{t('permissionsTitle')}</h3>
      <ul className="prose-width mt-1 list-disc pl-6">
        {PERMISSIONS.map(([permission, words]) => (
          <li key={permission}>
            <code className="break-all">{permission}</code>: {t(`permissions.${words}`)}
          </li>
        ))}
      </ul>
      {integration === 'active' && (
        <ActForm action={connectAction} problem={t('errorTitle')} className="mt-6 flex flex-col items-start gap-4">
          <SubmitButton icon="link" pendingLabel={t('connecting')}>
            {t('connect')}
          </SubmitButton>
        </ActForm>
      )}
    </Card>
  );
}
