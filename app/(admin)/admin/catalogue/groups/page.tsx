import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewPatronGroups } from '@/lib/usecases/view-catalogue';
import { DoneNotice } from '../done-notice';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.groups'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function GroupsPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/catalogue/groups');
  const answer = await viewPatronGroups(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const t = await getTranslations('catalogue');
  return (
    <>
      <PageHeader
        title={t('groups.title')}
        lead={t('groups.lead')}
        crumbs={[{ href: '/admin/catalogue', label: t('title') }]}
        aside={
          <LinkButton href="/admin/catalogue/groups/new" variant="primary" icon="plus">
            {t('groups.add')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <DataTable
          caption={t('groups.title')}
          columns={(['name', 'domains', 'members', 'places'] as const).map((key) => ({
            key,
            label: key === 'name' ? t('name') : t(`groups.${key}`),
          }))}
          rows={answer.value.map(({ id, name, domains, members, places }) => ({
            key: id,
            cells: [
              <Link
                key="name"
                href={`/admin/catalogue/groups/${id}`}
                className="text-link inline-flex min-h-6 items-center"
              >
                {name}
              </Link>,
              domains.join(', '),
              t('groups.count', { count: members.length }),
              places.join(', ') || t('groups.nowhere'),
            ],
          }))}
          empty={<EmptyState title={t('groups.empty')}>{t('groups.emptyText')}</EmptyState>}
        />
      </div>
    </>
  );
}
