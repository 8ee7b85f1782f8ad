import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { UnmediatedNotice } from '@/app/(staff)/unmediated-notice';
import { viewIntegration } from '@/lib/usecases/view-integration';
import { ClosingCard } from '../closing-card';
import { CheckNotice } from './check-notice';
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
  ...(['modeApp', 'modeDelegated', 'ending', 'undone', 'stopped', 'staffEnded', 'staffEnding'] as const),
] as const;

type Props = { searchParams: Promise<{ done?: string }> };

export default async function IntegrationsPage({ searchParams }: Props) {
  const given = (await searchParams).done;
  const done = DONE.find((one) => one === given);
  const actor = await personOrSignIn('/admin/integrations');
  const answer = await viewIntegration(actor, new Date());
  if (!answer.ok) return null;
  const view = answer.value;
  const [t, closing] = [await getTranslations('admin.integrations'), await getTranslations('admin.closing')];
  const isActive = view.saved?.state === 'active';
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {/* Administration begins on this page. */}
      <UnmediatedNotice />
      <div className="flex flex-col gap-6">
        {done && (
          <Notice kind="success">
            {t(`done.${done === 'savedNext' && view.saved?.state !== 'draft' ? 'saved' : done}`)}
          </Notice>
        )}
        <CheckNotice view={view} />
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
            {view.rooms && <RoomsCard rooms={view.rooms} active={isActive && !view.saved?.endingAt} />}
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
