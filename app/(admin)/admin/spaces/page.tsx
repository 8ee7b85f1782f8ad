import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { adminMay } from '@/lib/usecases/admin-may';
import { type AdminSpacesView, viewAdminSpaces } from '@/lib/usecases/view-admin-spaces';
import { IntegrationNotice } from './integration-notice';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.spaces'))('title') };
}

export default async function AdminSpacesPage() {
  const actor = await personOrSignIn('/admin/spaces');
  const answer = await viewAdminSpaces(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const { integration, groups } = answer.value;
  const t = await getTranslations('admin.spaces');
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <LinkButton href="/admin/spaces/new" icon="plus">
            {t('add')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-8">
        <IntegrationNotice integration={integration} mayMend={adminMay(actor).integration} />
        {groups.length === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        {groups.map((group) => (
          <Spaces key={`${group.location} ${group.category}`} group={group} />
        ))}
      </div>
    </>
  );
}

async function Spaces({ group }: { group: AdminSpacesView['groups'][number] }) {
  const t = await getTranslations('admin.spaces');
  return (
    <DataTable
      caption={t('caption', { category: group.category, location: group.location })}
      showCaption
      columns={[
        { key: 'space', label: t('space') },
        { key: 'room', label: t('room') },
        { key: 'state', label: t('state') },
        { key: 'edit', label: t('description') },
      ]}
      rows={group.spaces.map(({ id, name, active, isContainer, mailbox, agreement, disabled }) => ({
        key: id,
        cells: [
          <span key="name" className="flex flex-wrap items-center gap-2">
            <Link href={`/admin/spaces/${id}`} className="text-link inline-flex min-h-6 items-center">
              {name}
            </Link>
            {!active && <Badge tone="off">{t('closed')}</Badge>}
          </span>,
          <span key="room" className={mailbox ? 'break-all' : 'text-ink-soft'}>
            {mailbox ?? t(isContainer ? 'bySeats' : 'none')}
          </span>,
          <span key="state" className="relative inline-block">
            <AgreementMark state={agreement} {...(disabled && { label: t('paused') })} />
          </span>,
          <Link key="edit" href={`/admin/spaces/${id}/edit`} className="text-link inline-flex min-h-6 items-center">
            {t('edit')} <span className="sr-only">{name}</span>
          </Link>,
        ],
      }))}
    />
  );
}
