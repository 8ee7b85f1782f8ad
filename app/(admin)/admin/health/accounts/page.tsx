import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { queryOf } from '@/app/_ui/query-of';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDateTime } from '@/lib/messages/format';
import { type AccountRow, type AccountsView, viewAccounts } from '@/lib/usecases/view-accounts';
import { HealthNav } from '../health-nav';
import { PageLinks } from '../page-links';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('health'))('accounts.title') };
}

type Props = { searchParams: Promise<{ page?: string }> };

export default async function AccountsPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/admin/health/accounts');
  const view = await viewAccounts(actor, await searchParams, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const { rows, page, pages } = view.value;
  const t = await getTranslations('health.accounts');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <HealthNav />
      {rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          <AccountsTable view={view.value} />
          <PageLinks path="/admin/health/accounts" page={page} pages={pages} />
        </div>
      )}
    </>
  );
}

async function AccountsTable({ view: { rows, timeZone } }: { view: AccountsView }) {
  const [t, all, locale] = [
    await getTranslations('health.accounts'),
    await getTranslations('health'),
    await getLocale(),
  ];
  return (
    <DataTable
      caption={t('caption')}
      stacks
      columns={(['account', 'state', 'calendars', 'read', 'queue'] as const).map((key) => ({ key, label: t(key) }))}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          <span key="account" className="block min-w-40">
            <span className="break-all">{row.mode === 'app' ? t('application') : row.account}</span>
            <span className="block text-sm font-normal text-ink-soft">{t(row.purpose, { name: row.ownerName })}</span>
          </span>,
          <AccountState key="state" row={row} />,
          t('count', { links: row.links, troubled: row.troubled }),
          row.lastReadAt ? formatDateTime(row.lastReadAt, { locale, timeZone }) : all('never'),
          all('queue', { due: row.due, dead: row.dead }),
        ],
      }))}
    />
  );
}

async function AccountState({ row }: { row: AccountRow }) {
  const [t, all] = [await getTranslations('health.accounts'), await getTranslations('health.groups')];
  const { situation, ownerName, account, purpose } = row;
  const href = hrefOf(row);
  const isEnding = situation === 'ending';
  return (
    <span className="flex min-w-60 flex-col items-start gap-1">
      <Badge tone={href ? 'attention' : isEnding ? 'waiting' : 'ok'}>
        {all(href ? 'attention' : isEnding ? 'waiting' : 'agreed')}
      </Badge>
      <span>{t(`situation.${situation}`, { name: ownerName })}</span>
      {href && situation !== 'works' && situation !== 'unused' && situation !== 'ending' && (
        <Link
          href={situation === 'calendars' ? `/admin/health${queryOf({ group: 'attention', search: account })}` : href}
          prefetch={false}
          className="text-link inline-flex min-h-6 items-center"
        >
          {t(`action.${situation}`)}
          <span className="sr-only">: {purpose === 'own' ? ownerName : account}</span>
        </Link>
      )}
    </span>
  );
}

/** Where the one thing is done that it asks for; null: nothing. */
function hrefOf({ situation, purpose }: AccountRow): string | null {
  if (situation === 'works' || situation === 'unused' || situation === 'ending') return null;
  if (situation === 'needs_reauth') return purpose === 'rooms' ? '/admin/spaces' : '/admin/integrations#staff';
  return '/admin/integrations';
}
