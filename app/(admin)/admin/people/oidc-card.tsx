import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import type { PeopleView } from '@/lib/usecases/view-people';
import { removeOidcAction, saveOidcAction } from './actions';
import { OidcForm } from './oidc-form';

/** Signing in with the library's own OpenID Connect provider, beside Microsoft. */
export function OidcCard({ provider, redirectUri }: { provider: PeopleView['oidc']; redirectUri: string }) {
  const t = useTranslations('admin.people.oidc');
  return (
    <Card title={t('title')} id="oidc">
      <p className="prose-width">{t('lead')}</p>
      <div className="mt-5 flex flex-col gap-1.5">
        <p className="font-medium">{t('redirectUrl')}</p>
        <p className="text-sm text-ink-soft">{t('redirectHint')}</p>
        <p className="flex flex-wrap items-center gap-3">
          <code className="rounded-sm bg-sunken px-2 py-1 text-sm break-all">{redirectUri}</code>
          <CopyButton value={redirectUri} label={t('copyRedirect')} />
        </p>
      </div>
      <div className="mt-5 border-t border-line pt-5">
        <OidcForm
          // As it is stored now: the provider writes its own address.
          key={JSON.stringify(provider)}
          action={saveOidcAction}
          stored={provider !== null}
          saved={
            provider ?? { issuer: '', clientId: '', label: t('labelDefault'), provesAddresses: false, active: true }
          }
          words={{
            ...{ issuer: t('issuer'), issuerHint: t('issuerHint') },
            ...{ clientId: t('clientId'), clientIdHint: t('clientIdHint') },
            ...{ secret: t('secret'), secretHint: t('secretHint'), label: t('label'), labelHint: t('labelHint') },
            ...{ provesAddresses: t('provesAddresses'), provesAddressesHint: t('provesAddressesHint') },
            ...{ active: t('active'), save: t('save'), saving: t('saving'), errorTitle: t('errorTitle') },
          }}
        />
      </div>
      <p className="prose-width mt-5 text-sm text-ink-soft">{t('linkedHow')}</p>
      {provider && (
        <div className="mt-5 border-t border-line pt-5">
          <TwoSteps open={t('remove')}>
            <p>{t('removeText')}</p>
            <ActForm action={removeOidcAction} problem={t('errorTitle')}>
              <SubmitButton variant="danger">{t('removeThis')}</SubmitButton>
            </ActForm>
          </TwoSteps>
        </div>
      )}
    </Card>
  );
}
