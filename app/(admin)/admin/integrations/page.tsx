import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { RenewPage } from '@/app/(staff)/renew-page';
import { UnmediatedNotice } from '@/app/(staff)/unmediated-notice';
import { viewCredentials } from '@/lib/usecases/view-credentials';
import { viewIntegration } from '@/lib/usecases/view-integration';
import { ClosingCard } from '../closing-card';
import { CheckNotice } from './check-notice';
import { CredentialCard } from './credential-card';
import { CredentialNotice } from './credential-notice';
import { DescribeCard } from './describe-card';
import { DisconnectCard } from './disconnect-card';
import { Guide } from './guide';
import { LeftCard } from './left-card';
import { RoomsCard } from './rooms-card';
import { SettingsCard } from './settings-card';
import { StaffCard } from './staff-card';
import { StateCard } from './state-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.integrations'))('title') };
}

const DONE = [
  ...(['saved', 'savedNext', 'activated', 'deactivated', 'disconnected'] as const),
  ...(['ending', 'undone', 'stopped', 'staffEnded', 'staffEnding'] as const),
] as const;

type Props = { searchParams: Promise<{ done?: string }> };

export default async function IntegrationsPage({ searchParams }: Props) {
  const given = (await searchParams).done;
  const done = DONE.find((one) => one === given);
  const actor = await personOrSignIn('/admin/integrations');
  const answer = await viewIntegration(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const view = answer.value;
  const [t, closing] = [await getTranslations('admin.integrations'), await getTranslations('admin.closing')];
  const links = await getTranslations('setup.links');
  const credentials = await viewCredentials(actor, new Date());
  const isActive = view.saved?.state === 'active';
  const isKept = view.saved !== null && view.saved.state !== 'disconnected';
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <>
            <LinkButton href="/admin/integrations/guide" variant={view.saved ? 'secondary' : 'primary'}>
              {links('guide')}
            </LinkButton>
            <LinkButton href="/admin/integrations/test" variant="secondary">
              {links('test')}
            </LinkButton>
            <LinkButton href="/admin/integrations/handout" variant="secondary">
              {links('handout')}
            </LinkButton>
          </>
        }
      />
      {/* Administration begins on this page. */}
      <UnmediatedNotice />
      <div className="flex flex-col gap-6">
        {done && (
          <Notice kind="success">
            {t(`done.${done === 'savedNext' && view.saved?.state !== 'draft' ? 'saved' : done}`)}
          </Notice>
        )}
        {view.farewells > 0 && (
          <Notice kind="info" still>
            {t('disconnect.progress', { left: view.farewells })}
            <RenewPage />
          </Notice>
        )}
        <CheckNotice view={view} />
        {isKept && credentials.ok && credentials.value && <CredentialNotice view={credentials.value} />}
        {view.closing && (
          <ClosingCard
            closing={view.closing}
            timeZone={view.timeZone}
            after={closing(view.closing.all ? 'afterAll' : 'afterSome')}
          />
        )}
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <Guide view={view} />
          <div className="flex min-w-0 flex-col gap-6">
            {view.saved && <StateCard view={view} />}
            <SettingsCard view={view} />
            {!view.saved && <StateCard view={view} />}
            {credentials.ok && credentials.value && <CredentialCard view={credentials.value} done={given} />}
            {view.saved && <DescribeCard description={view.saved.description} saved={given === 'described'} />}
            {view.rooms && <RoomsCard rooms={view.rooms} active={isActive && !view.saved?.endingAt} done={given} />}
            {view.staff.length > 0 && <StaffCard staff={view.staff} active={isActive && !view.saved?.endingAt} />}
            {view.saved && !view.saved.endingAt && (isActive || view.saved.state === 'inactive') && (
              <DisconnectCard ends={view.ends} active={isActive} />
            )}
            {view.left.length > 0 && <LeftCard left={view.left} />}
          </div>
        </div>
      </div>
    </>
  );
}
