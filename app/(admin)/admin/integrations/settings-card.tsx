import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { ACCOUNT_TYPES } from '@/lib/clouds';
import { CLOUD_NAMES } from '@/lib/microsoft-clouds';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import { saveAction } from './actions';
import { SettingsForm, type SettingsWords } from './settings-form';

const WORDS = [
  ...(['clientId', 'clientIdHint', 'secret', 'secretHint', 'accountType', 'accountTypeHint', 'tenant'] as const),
  ...([
    'tenantHint',
    'expires',
    'expiresHint',
    'save',
    'saving',
    'saveAnyway',
    'saveAnywayHint',
    'errorTitle',
  ] as const),
] as const;

/** The values that are pasted from Microsoft, and the one that is pasted there. */
export function SettingsCard({ view }: { view: IntegrationView }) {
  const t = useTranslations('admin.integrations.settings');
  return (
    <Card title={t('title')} id="settings">
      <div className="mb-6 flex flex-col gap-1.5">
        <p className="font-medium" id="redirect-url">
          {t('redirectUrl')}
        </p>
        <p className="text-sm text-ink-soft">{t('redirectHint')}</p>
        <p className="flex flex-wrap items-center gap-3">
          <code className="rounded-sm bg-sunken px-2 py-1 text-sm break-all">{view.redirectUri}</code>
          <CopyButton value={view.redirectUri} label={t('copyRedirect')} />
        </p>
      </div>
      <Settings saved={view.saved} />
    </Card>
  );
}

type Suggested = { accountType: string; cloud: string };

type SettingsProps = { saved: IntegrationView['saved']; suggested?: Suggested; hidden?: Record<string, string> };

/** The form alone; `suggested`: what is chosen where nothing was saved yet; `hidden`: what comes back with the answer. */
export function Settings({ saved, suggested, hidden }: SettingsProps) {
  const t = useTranslations('admin.integrations.settings');
  const clouds = useTranslations('setup.clouds');
  const words = {
    ...Object.fromEntries(WORDS.map((key) => [key, t(key)])),
    ...{ cloud: clouds('label'), cloudHint: clouds('hint') },
  } as SettingsWords;
  return (
    <SettingsForm
      action={saveAction}
      words={words}
      stored={saved !== null}
      {...(hidden && { hidden })}
      accountTypes={ACCOUNT_TYPES.map((value) => ({ value, label: t(`accountTypes.${value}`) }))}
      clouds={CLOUD_NAMES.map((value) => ({ value, label: clouds(value) }))}
      saved={{
        cloud: saved?.cloud ?? suggested?.cloud ?? 'global',
        clientId: saved?.clientId ?? '',
        accountType: saved?.accountType ?? suggested?.accountType ?? 'AzureADMyOrg',
        tenant: saved?.tenant ?? '',
        secretExpiresOn: saved?.secretExpiresOn ?? '',
      }}
    />
  );
}
