import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { queryOf } from '@/app/_ui/query-of';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewAudit } from '@/lib/usecases/view-audit';
import { AuditFilter } from './audit-filter';
import { AuditList } from './audit-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const search = await searchParams;
  const actor = await personOrSignIn('/admin/audit');
  const view = await viewAudit(actor, search);
  if (!view.ok) return refusedPage(view.refusal);
  const { entries, next, filter, timeZone } = view.value;
  const t = await getTranslations('audit');
  const query = queryOf(filter);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <LinkButton href={`/admin/audit/audit.csv${query}`} plain>
            {t('export')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-6">
        <AuditFilter view={view.value} />
        {entries.length === 0 ? (
          <EmptyState title={t('noneTitle')}>{t('none')}</EmptyState>
        ) : (
          <AuditList entries={entries} timeZone={timeZone} />
        )}
        <div className="flex flex-wrap gap-3">
          {next && <LinkButton href={`/admin/audit${queryOf({ ...filter, before: next })}`}>{t('more')}</LinkButton>}
          {search.before && <LinkButton href={`/admin/audit${query}`}>{t('newest')}</LinkButton>}
        </div>
      </div>
    </>
  );
}
