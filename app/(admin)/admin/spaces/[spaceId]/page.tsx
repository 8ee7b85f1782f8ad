import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { CallbackNotice } from '@/app/(staff)/callback-notice';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { adminMay } from '@/lib/usecases/admin-may';
import { viewSpaceLink } from '@/lib/usecases/view-space-link';
import { ClosingCard } from '../../closing-card';
import { IntegrationNotice } from '../integration-notice';
import { AccountsCard } from './accounts-card';
import { DoorCard } from './door-card';
import { LinkedCard } from './linked-card';
import { RoomCard } from './room-card';
import { SyncPolicyCard } from './sync-policy-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.space'))('settings') };
}

const DONE = [
  ...(['linked', 'enabled', 'disabled', 'revoked', 'ended'] as const),
  ...(['moved', 'closing', 'undone', 'stopped', 'tried'] as const),
] as const;

type Props = {
  params: Promise<{ spaceId: string }>;
  searchParams: Promise<{ answer?: string; done?: string }>;
};

export default async function AdminSpacePage({ params, searchParams }: Props) {
  const [{ spaceId }, { answer: sealed, done: given }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/spaces/${spaceId}`);
  const view = await viewSpaceLink(actor, { spaceId, answer: sealed }, new Date());
  if (!view.ok && view.refusal.code === 'not_found') notFound();
  if (!view.ok) return refusedPage(view.refusal);
  const { integration, space, accounts, link, roomMode, closing, policy, approvalUrl, answer, health } = view.value;
  const [t, list, integrations, closingWords] = [
    await getTranslations('admin.space'),
    await getTranslations('admin.spaces'),
    await getTranslations('admin.integrations'),
    await getTranslations('admin.closing'),
  ];
  const answers = await getTranslations('cases.policy');
  const done = DONE.find((one) => one === given);
  const active = integration === 'active';
  return (
    <>
      <PageHeader
        title={space.name}
        lead={`${space.category}, ${space.location}. ${t('lead')}`}
        crumbs={[{ href: '/admin/spaces', label: list('title') }]}
        aside={<LinkButton href={`/admin/spaces/${space.id}/edit`}>{t('edit')}</LinkButton>}
      />
      <div className="flex flex-col gap-6">
        <IntegrationNotice integration={integration} mayMend={adminMay(actor).integration} />
        <CallbackNotice answer={answer} connected={t('done.connected')} />
        {answer?.connected === false && approvalUrl && (
          <Notice
            kind="info"
            title={integrations('approval.title')}
            action={<CopyButton value={approvalUrl} label={integrations('approval.copy')} />}
            still
          >
            {integrations('approval.lead')}
          </Notice>
        )}
        {given === 'answers' && <Notice kind="success">{answers('saved')}</Notice>}
        {done && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {closing && (
          <ClosingCard
            closing={closing}
            timeZone={space.timeZone}
            after={closingWords('afterSome')}
            spaceId={space.id}
          />
        )}
        {space.isBySeats ? (
          <Notice kind="info" still>
            {t('bySeats')}
          </Notice>
        ) : (
          <>
            {link && <LinkedCard link={link} space={space} active={active} health={health} />}
            <AccountsCard
              accounts={accounts}
              spaceId={space.id}
              active={active}
              linked={link !== null}
              roomMode={roomMode}
            />
            {active && <RoomCard accounts={accounts} spaceId={space.id} link={link} roomMode={roomMode} />}
          </>
        )}
        <SyncPolicyCard policy={policy} spaceId={space.id} />
        <DoorCard spaceId={space.id} />
      </div>
    </>
  );
}
