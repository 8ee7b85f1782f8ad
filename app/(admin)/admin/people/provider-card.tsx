import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { PeopleView } from '@/lib/usecases/view-people';
import { copyProviderAction, saveProviderAction } from './actions';
import { ProviderForm } from './provider-form';

/** Signing in with Microsoft: a registration of its own, which may be the calendar's. */
export function ProviderCard({ view: { redirectUri, provider, canCopy, mostTenants } }: { view: PeopleView }) {
  const [t, of] = [useTranslations('admin.people'), useTranslations('signInTenants')];
  const tenants = provider?.tenants ?? [];
  // One to fill in, beside those that are there.
  const rows = Math.min(Math.max(tenants.length, 1) + 1, mostTenants);
  return (
    <Card title={t('providerTitle')} id="provider">
      <p className="prose-width">{t('providerLead')}</p>
      <div className="mt-5 flex flex-col gap-1.5">
        <p className="font-medium">{t('redirectUrl')}</p>
        <p className="text-sm text-ink-soft">{t('redirectHint')}</p>
        <p className="flex flex-wrap items-center gap-3">
          <code className="rounded-sm bg-sunken px-2 py-1 text-sm break-all">{redirectUri}</code>
          <CopyButton value={redirectUri} label={t('copyRedirect')} />
        </p>
      </div>
      {canCopy && (
        <ActForm
          action={copyProviderAction}
          problem={t('errorTitle')}
          className="mt-5 flex flex-col items-start gap-2 border-t border-line pt-5"
        >
          <SubmitButton variant="secondary" pendingLabel={t('saving')}>
            {t('copy')}
          </SubmitButton>
          <p className="prose-width text-sm text-ink-soft">{t('copyHint')}</p>
        </ActForm>
      )}
      <div className="mt-5 border-t border-line pt-5">
        <ProviderForm
          action={saveProviderAction}
          stored={provider !== null}
          // As it is stored now: domains become the numbers of their organisations.
          key={JSON.stringify(provider)}
          saved={{ clientId: provider?.clientId ?? '', tenants, active: provider?.active ?? true }}
          rowWords={{
            ...{ title: of('title'), lead: of('lead'), tenant: of('tenant'), name: of('name') },
            rows: Array.from({ length: rows }, (_, index) => of('row', { n: index + 1 })),
          }}
          words={{
            ...{ clientId: t('clientId'), secret: t('secret') },
            ...{ active: t('active'), save: t('save'), saving: t('saving'), errorTitle: t('errorTitle') },
          }}
        />
      </div>
      <p className="prose-width mt-5 text-sm text-ink-soft">{t('linkedHow')}</p>
    </Card>
  );
}
