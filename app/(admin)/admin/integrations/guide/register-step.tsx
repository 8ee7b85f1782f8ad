import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';
import { portalLinks } from '@/lib/portal-links';
import { isRedirectAddress } from '@/lib/redirect-address';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import type { Chosen } from './chosen';
import { DirectoryForm } from './directory-form';
import { PermissionList } from './permission-list';
import { PortalTask, StepCard } from './step-card';
import { type Truth, Truths } from './truths';

const NAME = 'Carrel';

/** Step 1, all of it at Microsoft: in the portal's words, with what is to be pasted there. */
export function RegisterStep({ view, chosen }: { view: IntegrationView; chosen: Chosen }) {
  const [t, settings] = [useTranslations('setup.guide'), useTranslations('admin.integrations.settings')];
  const { redirectUri, portal, saved, steps } = view;
  const links = portalLinks(chosen.cloud, saved?.clientId ?? null, portal?.url ?? null);
  return (
    <StepCard id="register" number={1} name={t('register')} state={steps.register}>
      <ol className="flex flex-col gap-5">
        <PortalTask title={t('openNew')}>
          <p>{t('openNewText')}</p>
          {portal && <p>{t('demoAccount', { account: portal.account, password: portal.password })}</p>}
          <LinkButton href={links.register} icon="external" plain>
            {t('openNew')}
          </LinkButton>
        </PortalTask>
        <PortalTask title={t('name')}>
          <p>{t('nameText')}</p>
          <Copyable value={NAME} what={t('name')} />
        </PortalTask>
        <PortalTask title={t('types')}>
          <p>{t('typesText', { type: settings(`accountTypes.${chosen.type}`), newer: t(`newer.${chosen.type}`) })}</p>
        </PortalTask>
        <PortalTask title={t('redirect')}>
          <p>{t('redirectText')}</p>
          <Copyable value={redirectUri} what={t('redirect')} />
        </PortalTask>
        <PortalTask title={t('secret')}>
          <p>{t('secretText')}</p>
          <LinkButton href={links.secrets} variant="secondary" icon="external" plain>
            {t('secret')}
          </LinkButton>
        </PortalTask>
        <PortalTask title={t('permissions')}>
          <p>{t('permissionsText')}</p>
          <PermissionList chosen={chosen} />
          <LinkButton href={links.permissions} variant="secondary" icon="external" plain>
            {t('permissions')}
          </LinkButton>
        </PortalTask>
        <PortalTask title={t('grant')}>
          <p>{t(chosen.type === 'PersonalMicrosoftAccount' ? 'grantPersonal' : 'grantText')}</p>
        </PortalTask>
        {chosen.rooms === 'app' && (
          <PortalTask title={t('app')}>
            <p>{t('appText')}</p>
          </PortalTask>
        )}
      </ol>
      <Truths truths={truthsOf(view, t)} />
      {chosen.type === 'AzureADMyOrg' && <DirectoryForm cloud={chosen.cloud} />}
    </StepCard>
  );
}

function Copyable({ value, what }: { value: string; what: string }) {
  const t = useTranslations('setup.guide');
  return (
    <span className="flex flex-wrap items-center gap-3">
      <code className="rounded-sm bg-sunken px-2 py-1 text-sm break-all">{value}</code>
      <CopyButton value={value} label={t('copy', { what })} />
    </span>
  );
}

function truthsOf(
  { redirectUri, saved }: IntegrationView,
  t: ReturnType<typeof useTranslations<'setup.guide'>>,
): Truth[] {
  const isFine = isRedirectAddress(redirectUri);
  const outcome = saved?.checkOutcome ?? null;
  // Microsoft was not asked, or did not answer: nothing is known of the registration.
  const known =
    outcome === null || outcome === 'not_testable' || outcome === 'unreachable' ? null : outcome === 'verified';
  return [
    { words: t(isFine ? 'true.address_ok' : 'true.address_bad'), outcome: isFine ? 'passed' : 'failed' },
    known === null
      ? { words: t('true.registered_unknown'), outcome: 'unknown' }
      : { words: t(known ? 'true.registered_ok' : 'true.registered_bad'), outcome: known ? 'passed' : 'failed' },
  ];
}
