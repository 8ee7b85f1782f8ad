import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { graphOrigin, loginOrigin } from '@/lib/clouds';
import { viewIntegration } from '@/lib/usecases/view-integration';
import { viewLibrary } from '@/lib/usecases/view-library';
import { delegatedPermissions } from '../delegated-permissions';
import { type Answers, chosenOf } from '../guide/chosen';
import { SCOPE_OBJECT, SCOPE_PLACEHOLDER, SCOPE_ROOM, scopeCommands } from '../scope-commands';
import { Part } from './part';
import { PrintButton } from './print-button';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('setup.handout'))('title') };
}

/** One page for whoever administers Microsoft 365: what is asked, why, and the way back. Made to be printed. */
export default async function HandoutPage({ searchParams }: { searchParams: Promise<Answers> }) {
  const actor = await personOrSignIn('/admin/integrations/handout');
  const answer = await viewIntegration(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const { redirectUri, saved } = answer.value;
  const [t, why] = [await getTranslations('setup.handout'), await getTranslations('setup.permission')];
  const [settings, rooms] = [
    await getTranslations('admin.integrations.settings'),
    await getTranslations('admin.integrations.rooms'),
  ];
  const clouds = await getTranslations('setup.clouds');
  const chosen = chosenOf(await searchParams, saved);
  const { cloud } = chosen;
  const origin = new URL(redirectUri).origin;
  const page = (await getTranslations('admin.integrations'))('title');
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', { library: (await viewLibrary()).name })}
        crumbs={[{ href: '/admin/integrations', label: page }]}
        aside={<PrintButton words={t('print')} />}
      />
      {/* On paper two columns of small print: it is one sheet. */}
      <div className="flex max-w-3xl flex-col gap-6 print:block print:max-w-none print:columns-2 print:gap-x-8 print:text-[8.5pt] print:leading-snug">
        <Part title={t('what')}>
          <p>{t('whatText')}</p>
          <p>
            {t('registered')}: <Address>{saved?.clientId ?? t('notYet')}</Address>
          </p>
        </Part>
        <Part title={t('asked')}>
          <ol className="list-decimal space-y-1 pl-6 print:space-y-0 print:pl-4">
            <li>
              {t('ask.register', {
                type: settings(`accountTypes.${chosen.type}`),
                cloud: clouds(cloud),
              })}{' '}
              <Address>{redirectUri}</Address>
            </li>
            <li>{t('ask.permissions')}</li>
            <li>{t('ask.secret')}</li>
            <li>{t(chosen.rooms === 'app' ? 'ask.roomsApp' : 'ask.rooms')}</li>
          </ol>
        </Part>
        <Part title={t('permissions')}>
          <table className="w-full border-collapse text-left">
            <thead>
              <tr className="border-b border-line-strong">
                <th className="py-1 pr-4">{t('permission')}</th>
                <th className="py-1">{t('why')}</th>
              </tr>
            </thead>
            <tbody>
              {delegatedPermissions(chosen).map(({ name, why: key }) => (
                <tr key={name} className="border-b border-line">
                  <th scope="row" className="py-1 pr-4 align-top font-normal print:py-0.5">
                    <code className="wrap-anywhere sm:whitespace-nowrap print:text-[7pt]">{name}</code>
                  </th>
                  <td className="py-1 align-top print:py-0.5">{why(key)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>{t('noApp')}</p>
        </Part>
        <Part title={t('stored')}>
          <ul className="list-disc space-y-1 pl-6 print:space-y-0 print:pl-4">
            {(['credential', 'tokens', 'busy', 'own', 'log'] as const).map((key) => (
              <li key={key}>{t(`store.${key}`)}</li>
            ))}
          </ul>
        </Part>
        <Part title={t('addresses')}>
          <p>
            {t('out')} <Address>{loginOrigin(cloud)}</Address>, <Address>{graphOrigin(cloud)}</Address>
          </p>
          <p>
            {t('in')} <Address>{`${origin}/api/outlook/notifications/…`}</Address>
          </p>
          <p>
            {t('browser')} <Address>{redirectUri}</Address>
          </p>
        </Part>
        <Part title={t('revoke')}>
          <ul className="list-disc space-y-1 pl-6 print:space-y-0 print:pl-4">
            {(['one', 'all', 'rooms', 'delay'] as const).map((key) => (
              <li key={key}>{t(`revokes.${key}`)}</li>
            ))}
          </ul>
        </Part>
        <Part title={t('scope')}>
          {chosen.rooms !== 'app' && <p>{t('scopeText')}</p>}
          <p>{rooms('itLead', { placeholder: SCOPE_OBJECT, room: SCOPE_ROOM })}</p>
          <pre className="rounded-sm bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap print:p-1 print:text-[7pt]">
            <code>{scopeCommands(saved?.clientId ?? SCOPE_PLACEHOLDER)}</code>
          </pre>
          <p>{rooms('itDelay')}</p>
        </Part>
      </div>
    </>
  );
}

const Address = ({ children }: { children: string }) => <code className="wrap-anywhere">{children}</code>;
